import { DcgmExporter } from '../../src';

const EXPORTED = { namespace: 'exported_namespace', pod: 'exported_pod' };

describe('the exporter of GPU metrics', () => {
  test.each<[string, DcgmExporter, object]>([
    [
      'the dcgm-exporter chart',
      DcgmExporter.helmChart(),
      {
        labels: EXPORTED,
        scrape: { serviceLabels: { 'app.kubernetes.io/name': 'dcgm-exporter' }, portName: 'metrics' },
      },
    ],
    ['the dcgm-exporter chart', DcgmExporter.helmChart('gpus'), { scrape: { namespace: 'gpus' } }],
    [
      "the GPU Operator's exporter",
      DcgmExporter.gpuOperator(),
      {
        labels: EXPORTED,
        scrape: { namespace: 'gpu-operator', serviceLabels: { app: 'nvidia-dcgm-exporter' }, portName: 'gpu-metrics' },
      },
    ],
    ["the GPU Operator's exporter", DcgmExporter.gpuOperator('nvidia'), { scrape: { namespace: 'nvidia' } }],
    ["ACK's GPU exporter", DcgmExporter.arms(), { labels: { namespace: 'NamespaceName', pod: 'PodName' } }],
    [
      'the DCGM exporter',
      DcgmExporter.custom({ namespace: 'n', serviceLabels: { a: 'b' }, portName: 'p' }),
      { labels: EXPORTED, scrape: { namespace: 'n', serviceLabels: { a: 'b' }, portName: 'p' } },
    ],
    [
      'the DCGM exporter',
      DcgmExporter.custom({ serviceLabels: { a: 'b' }, portName: 'p', honorLabels: true }),
      { labels: { namespace: 'namespace', pod: 'pod' }, scrape: { honorLabels: true } },
    ],
  ])('is called %s, and says how it is found and labelled (%#)', (title, exporter, facts) => {
    expect(DcgmExporter._facts(exporter)).toMatchObject({ title, ...facts });
  });

  test('is scraped by the platform on ACK', () => {
    expect(DcgmExporter._facts(DcgmExporter.arms()).scrape).toBeUndefined();
  });
});
