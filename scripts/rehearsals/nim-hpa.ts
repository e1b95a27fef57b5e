import { parseHpaLog } from '../../src/rehearsal/recorded/hpa-log';
import { changes, clock, manifestsOf, page, play, recorded, table } from './page';

/** The values, replicas and ages of the ten published lines. */
const PUBLISHED: readonly (readonly [string, number, string])[] = [
  ['9m', 1, '3m37s'],
  ['8m', 1, '4m16s'],
  ['1m', 1, '4m46s'],
  ['33m', 1, '5m16s'],
  ['56m', 1, '5m46s'],
  ['39m', 1, '6m16s'],
  ['208m', 1, '6m46s'],
  ['208m', 3, '7m1s'],
  ['293m', 3, '7m16s'],
  ['7m', 3, '7m46s'],
];

export const LOG = [
  'NAME REFERENCE TARGETS MINPODS MAXPODS REPLICAS AGE',
  ...PUBLISHED.map(([value, replicas, age]) => `nim Deployment/meta-llama3-8b ${value}/100m 1 10 ${replicas} ${age}`),
].join('\n');

export function rehearsal() {
  return play(manifestsOf('nim-hpa'), { recorded: recorded(LOG), untilSeconds: 600 });
}

/** Each line, and what the rehearsal has at that moment: the replicas that the HPA saw. */
export function lineByLine() {
  const lines = parseHpaLog(LOG);
  if (!Array.isArray(lines)) throw new Error('the log cannot be read');
  const { steps } = rehearsal().services[0];
  return PUBLISHED.map(([value, replicas, age], index) => {
    const seconds = (lines[index].age - lines[0].age) / 1000;
    // What was there before the tick that the line tells of.
    const seen = steps.replicas[Math.max(0, Math.ceil(seconds / 15) - 2)];
    return { age, value, replicas, seen };
  });
}

export function nimHpa(): string {
  return page(
    'nim-hpa, rehearsed: the ten published lines',
    'Replayed is the log of `kubectl get hpa -w` that NVIDIA published: KV-cache usage against 100m, 1 to 10 replicas. The values are fed to the policy of the example, and what becomes of the replicas is the rehearsal’s.',
    table(
      ['age', 'value', 'replicas, published', 'replicas, rehearsed'],
      lineByLine().map(({ age, value, replicas, seen }) => [age, value, replicas, seen]),
    ),
    'The same and what follows, from the first line on:',
    changes(rehearsal()),
    [
      'What it shows:',
      '',
      '- 208m at one pod is 2.08 times the target: 3 pods.',
      '- 293m at three pods is **not** 9: the two new pods have no samples yet and count as idle, since it is a scale-out. 293m over three pods is 97m, within the tolerance.',
      `- The load ends at ${clock(249)} after the first line; the size goes to 1 five minutes after the last tick that wanted 3.`,
    ].join('\n'),
  );
}
