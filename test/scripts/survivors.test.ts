import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { compare, type Explanation, survivorsOf } from '../../scripts/mutation/survivors';

const SOURCE = `export function least(a: number, b: number): number {
  if (a <= b) {
    return a;
  }
  return Math.min(a, b, Number.POSITIVE_INFINITY);
}`;
const at = (line: number, from: number, to: number, replacement: string, status = 'Survived', end = line) => ({
  status,
  replacement,
  location: { start: { line, column: from }, end: { line: end, column: to } },
});
const report = {
  files: {
    'src/least.ts': {
      source: SOURCE,
      mutants: [
        at(2, 7, 13, 'a < b'),
        at(2, 7, 13, 'a < b'),
        at(2, 7, 13, 'false', 'Killed'),
        at(2, 15, 4, '{}', 'Survived', 4),
        at(5, 10, 50, 'Math.max(a, b, Number.POSITIVE_INFINITY)', 'NoCoverage'),
      ],
    },
  },
};
const SURVIVORS = [
  'src/least.ts: a <= b → a < b in if (a <= b) {',
  'src/least.ts: { → {} in if (a <= b) {',
  'src/least.ts: Math.min(a, b, Number.POSITIVE_INFINITY) → Math.max(a, b, Number.POSITIVE_INFINITY)',
];

test('what no test notices is told once, by its line where the code alone says little', () => {
  expect(survivorsOf(report)).toEqual(SURVIVORS);
});

test('what has no reason is named, and so is a reason for what is noticed', () => {
  const explanations: Explanation[] = [
    { why: 'both are the same', mutants: { 'src/least.ts': ['a <= b → a < b in if (a <= b) {', 'a → b in a'] } },
    { why: 'it is not in the report', mutants: { 'src/most.ts': ['a → b in a'] } },
  ];
  expect(compare(report, explanations)).toEqual({
    survivors: SURVIVORS,
    unexplained: SURVIVORS.slice(1),
    needless: ['src/least.ts: a → b in a'],
  });
});

test('every reason is a sentence, and the code that it is about is still in its file', () => {
  const root = join(__dirname, '..', '..');
  const list = parse(readFileSync(join(root, 'scripts/mutation/survivors.yaml'), 'utf8')) as Record<
    string,
    Explanation[]
  >;
  const gone: string[] = [];
  for (const { why, mutants } of Object.values(list).flat()) {
    expect(why).toMatch(/^[A-Z].+\.$/);
    for (const [file, changes] of Object.entries(mutants)) {
      const source = readFileSync(join(root, file), 'utf8').replace(/\s+/g, ' ');
      gone.push(...changes.filter((change) => !source.includes(change.split(' → ')[0].replace(/…$/, ''))));
    }
  }
  expect(gone).toEqual([]);
});
