import { checkHostile, type HostileRun, readHostileQueries, readHostileTexts } from '../support/hostile-run';

/** Together 50,000; a million is checked by `npm run fuzz:checks`. */
const QUERIES = 35_000;
const TEXTS = 12_000;
const CHECKED = 3_000;
const LONGEST_MS = 1000;

function expectSurvived({ failure, slowest }: HostileRun): void {
  expect(failure).toBeUndefined();
  if (slowest.ms > LONGEST_MS) expect(slowest).toBe('quicker');
}

test(`${QUERIES} queries that nobody should write are read, or are wrong at a character`, () => {
  expectSurvived(readHostileQueries(QUERIES));
}, 300_000);

test(`${TEXTS} texts that nobody should write are read, or have a message`, () => {
  expectSurvived(readHostileTexts(TEXTS));
}, 300_000);

test(`${CHECKED} manifests that nobody should write are checked, and every message is one`, () => {
  expectSurvived(checkHostile(CHECKED));
}, 300_000);
