import { changes, decisions, manifestsOf, page, play, sizes } from './page';

/** hey -c 5: answers of 100 tokens, on CPUs, for 30 s as published, or longer. */
const trafficOf = (duration: string) => `users:count=5,tokens=6/100,spread=0/0,start=30s,duration=${duration}`;
const OURS = /query: sum\(.*\)$/m;

export function rehearsal(duration = '30s') {
  return play(manifestsOf('keda-llm'), { traffic: trafficOf(duration) });
}

/** With the query of the published page, which no aggregation makes one number of. */
export function published() {
  const manifests = manifestsOf('keda-llm').replace(OURS, 'query: vllm:num_requests_running');
  return play(manifests, { traffic: trafficOf('5m'), untilSeconds: 1200 });
}

export function kedaLlm(): string {
  const before = published();
  return page(
    'keda-llm, rehearsed: five users are three pods',
    'Replayed are five users who always wait for an answer of 100 tokens (`hey -c 5`) for 30 s, against opt-125m on CPUs. The ScaledObject wants 2 running requests for each pod, 1 to 5.',
    changes(rehearsal()),
    [
      'What it shows:',
      '',
      '- 5 requests over 2 for each pod are 2.5, so 3 pods: the query is a sum, and KEDA gives it to the HPA as an average per pod.',
      '- From the first request to the new size it takes a scrape (every 15 s) and a tick of the HPA (every 15 s); the new pods serve when the users are nearly done.',
      '- The size is held for 300 s after the last tick that wanted it.',
    ].join('\n'),
    '## For five minutes',
    'The same users for five minutes:',
    changes(rehearsal('5m')),
    'Five users are always five requests, but the sum is not always 5: Prometheus reads each pod at a moment of its own, and a request that has ended at one pod and the next one of its user at another are then both counted, or neither. With three pods and seconds per answer that is 3 to 7, within what one more pod serves.',
    '## The published query',
    'The page that this example comes from asks `vllm:num_requests_running`, without `sum(…)`. The same users, with that query:',
    changes(before),
    decisions(before, ['SuccessfulRescale', 'KEDAScalerFailed', 'FailedGetExternalMetric']),
    [
      'What it shows:',
      '',
      `- With one pod there is one series, and the first scale-out (${sizes(before).join(' → ')}) works. From the second pod on there are several, KEDA refuses them (“multiple elements”), and the size stays as it is.`,
      '- It also stays when the users are gone: it never scales in. The ScaledObject of the example has a fallback (`currentReplicasIfHigher`), which after four failures in a row stands in with the present size.',
    ].join('\n'),
  );
}
