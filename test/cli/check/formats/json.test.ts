import { jsonReport } from '../../../../src/cli/check/formats/json';
import { finding, report } from './report';

test('the shape of the JSON is the documented one', () => {
  expect(JSON.parse(jsonReport(report([finding({ constructPath: 'not/shown' })])))).toEqual({
    findings: [
      {
        rule: 'wire/monitor-port',
        severity: 'error',
        message: `'spec.endpoints[0].port' ("metrics") must be a port of Service llm/qwen`,
        why: 'Nothing is scraped, so that the service never scales.',
        fix: 'write port: http',
        objects: ['ServiceMonitor/llm/qwen', 'Service/llm/qwen'],
        file: 'qwen.yaml',
        line: 8,
      },
    ],
  });
});

test('the fields stand in one order, and what is not known is left out', () => {
  const [known, unknown] = [finding(), finding({ file: undefined, line: undefined })].map((each) =>
    Object.keys(JSON.parse(jsonReport(report([each]))).findings[0]),
  );
  expect(known).toEqual(['rule', 'severity', 'message', 'why', 'fix', 'objects', 'file', 'line']);
  expect(unknown).toEqual(['rule', 'severity', 'message', 'why', 'fix', 'objects']);
});

test('without findings there is an empty list', () => expect(jsonReport(report([]))).toBe('{\n  "findings": []\n}\n'));
