import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { playKedaScenario } from '../../src/rehearsal/scenarios/keda-scenario';
import type { KedaScenario } from '../../src/rehearsal/scenarios/scenario';

/** What KEDA 2.20.2 and the HPA controller of Kubernetes 1.35.4 did together, in virtual time (e2e/tools/keda-oracle). */
interface Vector {
  readonly scenario: KedaScenario;
  readonly replicas: readonly number[];
}

const vectors = readFileSync(join(__dirname, 'vectors/keda.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Vector);

test.each(vectors.map(({ scenario, replicas }) => [scenario.id, scenario, replicas] as const))(
  'scenario %s goes as on the real KEDA',
  (id, scenario, replicas) => {
    expect(playKedaScenario(scenario)).toEqual({ id, replicas });
  },
);

test('the scenarios have every kind of trigger, fallback and formula', () => {
  const text = JSON.stringify(vectors);
  for (const part of [
    '"cron"',
    '"cpu"',
    '"Value"',
    'useCachedMetrics',
    'currentReplicasIfHigher',
    '??',
    'paused-scale-in',
  ])
    expect(text).toContain(part);
});
