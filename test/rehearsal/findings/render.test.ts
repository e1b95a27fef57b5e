import type { RehearsalFinding } from '../../../src/rehearsal/findings/finding';
import { findingsMarkdown, findingsTerminal } from '../../../src/rehearsal/findings/render';

const error: RehearsalFinding = {
  rule: 'a/b',
  severity: 'error',
  message: 'the *worst*',
  why: 'so it is',
  fix: 'do it',
  objects: ['Deployment/llm/qwen', 'Service/llm/qwen'],
  proof: { traffic: 'users:count=1', happened: 'nothing came', fixed: 'all came' },
};
const warning: RehearsalFinding = {
  ...error,
  severity: 'warning',
  proof: { traffic: 'users:count=1', happened: 'nothing came' },
};
const { proof: _, ...unproved } = error;
const info: RehearsalFinding = { ...unproved, severity: 'info' };

test('the terminal shows each with its proof, as far as there is one', () => {
  const head = (severity: string) => [
    `${severity}: the *worst* (a/b)`,
    '  in: Deployment/llm/qwen, Service/llm/qwen',
    '  why: so it is',
    '  fix: do it',
  ];
  const proof = ['  traffic: users:count=1', '  rehearsed: nothing came'];
  expect(findingsTerminal([error, warning, info], { width: 80, hasColors: false })).toBe(
    [
      ...head('error'),
      ...proof,
      '  with the fix: all came',
      '',
      ...head('warning'),
      ...proof,
      '',
      ...head('info'),
      '1 error, 1 warning, 1 info',
      '',
    ].join('\n'),
  );
});

test('Markdown escapes what comes of manifests', () => {
  const head = (severity: string) => [
    `- **${severity}** the \\*worst\\* (a/b)`,
    '  - in Deployment/llm/qwen, Service/llm/qwen',
    '  - why: so it is',
    '  - fix: do it',
  ];
  const proof = '  - rehearsed with users:count=1: nothing came';
  expect(findingsMarkdown([error, warning, info])).toBe(
    [
      '### Rehearsal: 1 error, 1 warning, 1 info',
      '',
      ...head('error'),
      proof,
      '  - with the fix: all came',
      ...head('warning'),
      proof,
      ...head('info'),
      '',
    ].join('\n'),
  );
});

test.each([
  [[error, error], '2 errors'],
  [[warning, error, warning], '1 error, 2 warnings'],
  [[info, info], '2 info'],
])('counts them', (findings, count) => {
  expect(findingsTerminal(findings, { width: 80, hasColors: false })).toMatch(new RegExp(`\\n${count}\\n$`));
});

test('says so where there are none', () => {
  expect([findingsTerminal([], { width: 80, hasColors: true }), findingsMarkdown([])]).toEqual(
    Array(2).fill('No rehearsal shows a mistake.\n'),
  );
});
