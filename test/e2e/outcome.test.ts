import {
  fileCounts,
  inJestsWords,
  type JestReport,
  line,
  outcomes,
  reasons,
  sum,
  table,
  withSecondTries,
} from '../../e2e/suite/outcome';

function file(name: string, tests: Readonly<Record<string, string>>, status = 'passed'): JestReport['testResults'][0] {
  const assertionResults = Object.entries(tests).map(([fullName, each]) => ({ fullName, status: each }));
  return { name, status, startTime: 1000, endTime: 3500, assertionResults };
}

const REPORT: JestReport = {
  testResults: [
    file('good.test.ts', { one: 'passed', two: 'passed' }),
    file('bad.test.ts', { one: 'passed', two: 'failed' }, 'failed'),
    file('away.test.ts', {
      'cron (skipped: no controller) one': 'pending',
      'cron (skipped: no controller) two': 'pending',
    }),
    file('broken.test.ts', {}, 'failed'),
  ],
};

test('every test is counted once, and a file that does not load is a failure', () => {
  const all = outcomes(REPORT);
  expect(all.map(({ counts }) => line(counts))).toEqual([
    '2 passed, 0 failed, 0 skipped',
    '1 passed, 1 failed, 0 skipped',
    '0 passed, 0 failed, 2 skipped',
    '0 passed, 1 failed, 0 skipped',
  ]);
  expect(line(sum(all.map(({ counts }) => counts)))).toBe('3 passed, 2 failed, 2 skipped');
  expect(all[0].seconds).toBe(2.5);
  expect(all[1].failed).toEqual(['two']);
});

test('files pass, fail with one test, and are skipped when nothing in them ran', () => {
  expect(fileCounts(outcomes(REPORT))).toEqual({ passed: 1, failed: 2, skipped: 1 });
});

test('the reasons of skipped groups are told once, with the tests that they take away', () => {
  expect([...reasons(outcomes(REPORT))]).toEqual([['no controller', 2]]);
  const nested = { 'a group (skipped: needs ip (Debian: iproute2)) has a test (of a kind)': 'pending' };
  expect([...reasons(outcomes({ testResults: [file('a.test.ts', nested)] }))]).toEqual([
    ['needs ip (Debian: iproute2)', 1],
  ]);
});

test('a second try takes the place of the first, and passing only then is remembered', () => {
  const again = outcomes({
    testResults: [file('bad.test.ts', { one: 'passed', two: 'passed' }), file('broken.test.ts', {}, 'failed')],
  });
  const all = withSecondTries(outcomes(REPORT), again);
  expect(all.map(({ isSecondTry }) => isSecondTry ?? false)).toEqual([false, true, false, false]);
  expect(line(sum(all.map(({ counts }) => counts)))).toBe('4 passed, 1 failed, 2 skipped');
});

test('jest names only what there is', () => {
  expect(inJestsWords({ passed: 3, failed: 0, skipped: 1 })).toBe('1 skipped, 3 passed, 4 total');
  expect(inJestsWords({ passed: 0, failed: 2, skipped: 0 })).toBe('2 failed, 2 total');
});

test('tables align numbers to the right and words to the left', () => {
  expect(
    table(
      ['name', 's'],
      [
        ['a', 5],
        ['longer', 12],
      ],
    ),
  ).toEqual(['name     s', 'a        5', 'longer  12']);
});
