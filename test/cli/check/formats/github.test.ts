import { githubReport } from '../../../../src/cli/check/formats/github';
import { finding, report } from './report';

test('each finding is a command that annotates its line', () => {
  expect(githubReport(report([finding()]))).toBe(
    `::error file=qwen.yaml,line=8,title=wire/monitor-port::'spec.endpoints[0].port' ("metrics") must be a port of Service llm/qwen%0Awhy: Nothing is scraped, so that the service never scales.%0Afix: write port: http\n`,
  );
});

test.each([
  ['error', '::error '],
  ['warning', '::warning '],
  ['info', '::notice '],
] as const)('%s becomes %s', (severity, command) => {
  expect(githubReport(report([finding({ severity })]))).toMatch(new RegExp(`^${command}`));
});

test('what would end a command or a property is escaped', () => {
  const odd = finding({
    file: 'a,b:c%.yaml',
    line: undefined,
    message: '50% of\r\na: b, c',
    why: 'w',
    fix: '::error::f',
  });
  expect(githubReport(report([odd]))).toBe(
    '::error file=a%2Cb%3Ac%25.yaml,title=wire/monitor-port::50%25 of%0D%0Aa: b, c%0Awhy: w%0Afix: ::error::f\n',
  );
});

test('without findings there is nothing to say', () => expect(githubReport(report([]))).toBe(''));
