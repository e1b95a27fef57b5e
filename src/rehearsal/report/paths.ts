import { type Box, PLOT, round, xOf } from './geometry';

/** A line: both ends of each column, in the order in which the next one is nearer. */
export function curve(low: readonly number[], high: readonly number[], last: readonly number[], box: Box): string {
  let path = '';
  let isOpen = false;
  low.forEach((bottom, at) => {
    if (Number.isNaN(bottom)) {
      isOpen = false;
      return;
    }
    const x = xOf((at + 0.5) / low.length);
    const ends = bottom === high[at] ? [bottom] : last[at] === bottom ? [high[at], bottom] : [bottom, high[at]];
    for (const end of ends) {
      path += `${isOpen ? 'L' : 'M'}${x} ${round(box.y(end))}`;
      isOpen = true;
    }
    // One column alone would be no line.
    if (ends.length === 1 && Number.isNaN(low[at - 1] ?? Number.NaN) && Number.isNaN(low[at + 1] ?? Number.NaN))
      path += 'h1';
  });
  return path;
}

/** A line that holds its value until the next. */
export function stairs(values: readonly number[], box: Box): string {
  let path = '';
  let before = Number.NaN;
  values.forEach((value, at) => {
    const y = round(box.y(value));
    if (Number.isNaN(value)) before = value;
    else {
      if (Number.isNaN(before)) path += `M${xOf(at / values.length)} ${y}`;
      else if (value !== before) path += `V${y}`;
      path += `H${xOf((at + 1) / values.length)}`;
      before = value;
    }
  });
  return path.replace(/(H[\d.]+)+(?=H)/g, '');
}

/** The area between two lines of steps, or down to zero. */
export function band(above: readonly number[], below: readonly number[] | undefined, box: Box): string {
  const upper = edge(above, box).map(({ from, to, y }) => `H${from}V${y}H${to}`);
  const floor = below ?? above.map(() => 0);
  const lower = edge(floor, box).map(({ from, to, y }) => `H${to}V${y}H${from}`);
  return `M${PLOT.left} ${box.bottom}${upper.join('')}${lower.reverse().join('')}Z`;
}

/** Neighbours of one height are one piece. */
function edge(values: readonly number[], box: Box): { readonly from: number; to: number; readonly y: number }[] {
  const pieces: { readonly from: number; to: number; readonly y: number }[] = [];
  values.forEach((value, at) => {
    const y = round(box.y(Number.isNaN(value) ? 0 : value));
    const to = xOf((at + 1) / values.length);
    const last = pieces.at(-1);
    if (last?.y === y) last.to = to;
    else pieces.push({ from: xOf(at / values.length), to, y });
  });
  return pieces;
}
