/** What changes from one text to another, as the lines of a unified diff without its head; `around` lines of context. */
export function lineDiff(before: string, after: string, around = 2): string[] {
  const [a, b] = [before.trimEnd().split('\n'), after.trimEnd().split('\n')];
  const lines = edits(a, b, commonLengths(a, b));
  const isNear = (index: number) =>
    lines.slice(Math.max(0, index - around), index + around + 1).some((line) => !line.startsWith(' '));
  const shown = lines.map((_, index) => isNear(index));
  return lines.flatMap((line, index) => {
    if (shown[index]) return [line];
    return shown[index - 1] && shown.indexOf(true, index) !== -1 ? [' …'] : [];
  });
}

/** For each pair of places, how many lines the texts behind them have in common, in order. */
function commonLengths(a: readonly string[], b: readonly string[]): number[][] {
  const lengths = Array.from({ length: a.length + 1 }, () => new Array<number>(b.length + 1).fill(0));
  for (let i = a.length - 1; i >= 0; i -= 1)
    for (let j = b.length - 1; j >= 0; j -= 1)
      lengths[i][j] = a[i] === b[j] ? lengths[i + 1][j + 1] + 1 : Math.max(lengths[i + 1][j], lengths[i][j + 1]);
  return lengths;
}

function edits(a: readonly string[], b: readonly string[], common: readonly (readonly number[])[]): string[] {
  const lines: string[] = [];
  let [i, j] = [0, 0];
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push(` ${a[i]}`);
      i += 1;
      j += 1;
    } else if (j === b.length || (i < a.length && common[i + 1][j] >= common[i][j + 1])) lines.push(`-${a[i++]}`);
    else lines.push(`+${b[j++]}`);
  }
  return lines;
}
