import { humanReport } from '../../../../src/cli/check/formats/human';
import { finding, report } from './report';

test('a finding says where, what, why and what to write, beside its source', () => {
  expect(humanReport(report([finding()]), false)).toBe(`qwen.yaml:8  error  wire/monitor-port
  'spec.endpoints[0].port' ("metrics") must be a port of Service llm/qwen

  7 |   endpoints:
  8 |     - port: metrics # 100% wrong
    |             ^^^^^^^
  9 |       interval: 15s

  why  Nothing is scraped, so that the service never scales.
  fix  write port: http
  in   ServiceMonitor/llm/qwen, Service/llm/qwen

1 error in 1 file (1 object)
`);
});

test('what came from no file has no source to show', () => {
  const odd = finding({ file: undefined, line: undefined, severity: 'warning', objects: [] });
  expect(humanReport(report([odd], { objects: 2 }), false)).toBe(`warning  wire/monitor-port
  'spec.endpoints[0].port' ("metrics") must be a port of Service llm/qwen
  why  Nothing is scraped, so that the service never scales.
  fix  write port: http

1 warning in 1 file (2 objects)
`);
});

test('the summary counts by severity, and what is suppressed', () => {
  const findings = [finding(), finding(), finding({ severity: 'info' }), finding({ severity: 'warning' })];
  const lines = humanReport(report(findings, { objects: 14, suppressed: 3 }), false)
    .trimEnd()
    .split('\n');
  expect(lines.at(-1)).toBe('2 errors, 1 warning, 1 info in 1 file (14 objects), 3 suppressed');
  expect(humanReport(report([]), false)).toBe('no broken wires in 1 file (1 object)\n');
});

test('colours change nothing but the colours', () => {
  const findings = [finding(), finding({ severity: 'warning' }), finding({ severity: 'info' })];
  const coloured = humanReport(report(findings), true);
  expect(coloured).toContain('\u001b[31merror\u001b[39m');
  expect(coloured).toContain('\u001b[33mwarning\u001b[39m');
  expect(coloured).toContain('\u001b[36minfo\u001b[39m');
  expect(coloured).toContain('\u001b[31m^^^^^^^\u001b[39m');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: colours are control characters
  expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(humanReport(report(findings), false));
});

test('what comes from a Helm release names the template that it was rendered from', () => {
  const text = `---\n# Source: vllm/templates/monitor.yaml\na:\n  b: 1\n---\n# Source: vllm/templates/other.yaml\nc: 1\n`;
  const shown = humanReport(report([finding({ file: '-', line: 4 })], { texts: new Map([['-', text]]) }), false);
  expect(shown.split('\n')[0]).toBe('<stdin>:4 (vllm/templates/monitor.yaml)  error  wire/monitor-port');
});

test('nothing that stands in a manifest controls the terminal', () => {
  const evil = 'a\u001b[2Jb\nc\u202e';
  const hostile = finding({ message: evil, fix: evil, objects: [evil], file: evil, line: 1 });
  const shown = humanReport(report([hostile], { texts: new Map([[evil, evil]]) }), false);
  expect(shown).toContain('a·[2Jb·c·');
  // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be there
  expect(shown.replaceAll('\n', '')).not.toMatch(/[\u0000-\u001f\u202e]/);
});

test.each([
  ['without a line', finding({ line: undefined }), 'qwen.yaml  error  wire/monitor-port'],
  ['of standard input', finding({ file: '-', line: undefined }), '<stdin>  error  wire/monitor-port'],
  ['in a file whose text is not there', finding({ file: 'gone.yaml' }), 'gone.yaml:8  error  wire/monitor-port'],
])('the place of a finding %s', (_, found, place) =>
  expect(humanReport(report([found]), false).split('\n')[0]).toBe(place),
);

test('a document that ends at its separator names no template', () => {
  const shown = humanReport(report([finding({ file: 'a', line: 2 })], { texts: new Map([['a', 'b: 1\n---']]) }), false);
  expect(shown.split('\n')[0]).toBe('a:2  error  wire/monitor-port');
});
