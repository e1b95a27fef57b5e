import { parseAllDocuments } from 'yaml';
import type { RehearsalResult } from '../../src/rehearsal/result';
import { changes, manifestsOf, page, play, table } from './page';

/** Quiet, busy, quiet. */
const TRAFFIC = 'step:rates=0.2;2;0.2,every=10m,tokens=500/200,seed=1';

interface Hpa {
  readonly kind: string;
  readonly spec: { metrics: { readonly pods: { readonly metric: { readonly name: string } } }[] };
}

/** The stack, with all metrics of its HPA or only one of them. */
export function rehearsal(metric?: string): RehearsalResult {
  const objects = parseAllDocuments(manifestsOf('vllm-hpa')).map((document) => document.toJS() as Hpa);
  for (const { kind, spec } of objects)
    if (kind === 'HorizontalPodAutoscaler' && metric !== undefined)
      spec.metrics = spec.metrics.filter(({ pods }) => pods.metric.name === metric);
  return play(objects, {
    traffic: TRAFFIC,
    replica: { gpu: 'L4' },
    objectives: [{ name: 'ttft-p95=1s', measure: 'ttft', quantile: 0.95, seconds: 1 }],
  });
}

export function vllmHpa(): string {
  const cases = [
    ['running requests, target 4', rehearsal('vllm_num_requests_running')],
    ['GPU utilization, target 20 %', rehearsal('DCGM_FI_DEV_GPU_UTIL')],
    ['both', rehearsal()],
  ] as const;
  const rows = cases.map(([title, { totals }]) => [
    title,
    totals.rescales,
    totals.replicas.mean.toFixed(2),
    (totals.podGpuSeconds / 3600).toFixed(2),
    totals.ttft.p95?.toFixed(2) ?? '',
  ]);
  const [, , [, both]] = cases;
  return page(
    'vllm-hpa, rehearsed: each metric alone, and both',
    'Replayed are 30 minutes against Gemma 3 1B on L4 GPUs: 0.2 requests per second for ten minutes, 2 per second for ten minutes, then 0.2 again (prompts of 500 tokens, answers of 200). The HPA is the example’s, once with each of its metrics alone and once as it is.',
    table(['metrics', 'changes of size', 'mean replicas', 'GPU-hours', 'TTFT p95 in s'], rows),
    '## Both metrics: the first five minutes',
    changes(both, '', 300),
    [
      'What it shows:',
      '',
      '- Running requests follow the load. GPU utilization does not: at 0.2 requests per second a GPU is already busy for more than 20 % of the time, and what is measured is one second of thirty, which is mostly either all or nothing.',
      '- With both metrics the greater wish counts, so that the nervous one decides. It scales in only when both agree.',
      '- The window for scaling in is 30 s here, as published: shorter than a pod takes to start, which is why sizes go up and down.',
    ].join('\n'),
  );
}
