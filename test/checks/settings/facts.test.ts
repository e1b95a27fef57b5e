import { readAssumptions } from '../../../src/checks/settings/facts';

test('facts, labels of monitors and objects can be assumed', () => {
  expect(
    readAssumptions([
      'kserveVersion=0.15',
      'scrapeInterval=30s',
      'gpus=8',
      'today=2026-12-01',
      'kserveStandardByDefault=false',
      'monitorLabels.release=prometheus',
      'monitorLabels.a/b=c=d',
      'Service/monitoring/dcgm-exporter',
      'ConfigMap/*/*',
    ]),
  ).toEqual({
    kserveVersion: '0.15',
    scrapeInterval: 30,
    gpus: 8,
    today: '2026-12-01',
    kserveStandardByDefault: false,
    monitorLabels: { release: 'prometheus', 'a/b': 'c=d' },
    elsewhere: ['Service/monitoring/dcgm-exporter', 'ConfigMap/*/*'],
  });
  expect(readAssumptions([])).toEqual({});
});

const FACTS =
  'kubernetesVersion, kserveVersion, kedaVersion, kserveStandardByDefault, namespace, monitorLabels.LABEL, scrapeInterval, today, gpus';

test.each([
  ['Service', "'Service' must be FACT=VALUE or an object, such as Service/monitoring/dcgm-exporter"],
  ['', "'' must be FACT=VALUE or an object, such as Service/monitoring/dcgm-exporter"],
  ['foo=1', `there is no fact 'foo'; there are ${FACTS}`],
  ['=1', `there is no fact ''; there are ${FACTS}`],
  ['elsewhere=Service/a/b', `there is no fact 'elsewhere'; there are ${FACTS}`],
  ['monitorLabels=a', `there is no fact 'monitorLabels'; there are ${FACTS}`],
  ['gpuLabels=pod', `there is no fact 'gpuLabels'; there are ${FACTS}`],
  ['today=soon', `'today' must be a day, such as "2026-12-01"`],
  ['today=2026-13-01', `'today' must be a day, such as "2026-12-01"`],
  ['kserveStandardByDefault=1', "'kserveStandardByDefault' must be true or false"],
  ['kedaVersion=new', `'kedaVersion' must be a version, such as "1.33" or "0.15.2"`],
])('%j cannot be assumed', (text, problem) => {
  expect(readAssumptions([text, 'namespace=llm'])).toEqual({ problems: [problem] });
});
