import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { limitByBehavior, limitByDefault } from '../../src/rehearsal/controllers/hpa/limits';
import { ScaleEvents } from '../../src/rehearsal/controllers/hpa/rate-limits';
import { readBehavior } from '../../src/rehearsal/controllers/hpa/read-policy';
import { Recommendations } from '../../src/rehearsal/controllers/hpa/stabilization';
import { Reader } from '../../src/rehearsal/reader';
import { answerHpaQuestion, type HpaQuestion } from '../support/random-hpa-questions';

/** A number and its age in milliseconds. */
type Remembered = readonly (readonly [count: number, age: number])[];

interface Asked {
  readonly behavior: object;
  readonly wanted: Remembered;
  readonly scaleUps: Remembered;
  readonly scaleDowns: Remembered;
  readonly [field: string]: number | object;
}

/** What was decided while Kubernetes' own tests ran, written down by `npm run oracle:tables`. */
interface Decision {
  readonly kind: string;
  readonly asked: Asked;
  readonly answered: object;
}

const decisions = readFileSync(join(__dirname, 'vectors/hpa-tables.jsonl'), 'utf8')
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Decision);

const NOW = 1e9;
/** A period that nothing is older than, so that what is remembered stays. */
const EVER = 1e6;

function remembering(wanted: Remembered): Recommendations {
  const recommendations = new Recommendations();
  for (const [replicas, age] of wanted) recommendations.highest(replicas, NOW, NOW - age);
  return recommendations;
}

function after(scaleUps: Remembered, scaleDowns: Remembered): ScaleEvents {
  const events = new ScaleEvents();
  const rules = { selectPolicy: 'Max', policies: [{ type: 'Pods', value: 1, periodSeconds: EVER }] } as const;
  const both = { scaleUp: rules, scaleDown: rules };
  for (const [count, age] of scaleUps) events.store(0, count, both, NOW - age);
  for (const [count, age] of scaleDowns) events.store(count, 0, both, NOW - age);
  return events;
}

function behaviorOf({ behavior }: Asked) {
  const read = readBehavior(new Reader(), behavior, 'behavior').behavior;
  if (read === undefined) throw new Error('no behavior');
  return read;
}

const numbers = (entries: Remembered) => entries.map(([count]) => count);

/** What each of the functions answers; the names are those of the recorders in e2e/tools/hpa-tables. */
const OURS: Readonly<Record<string, (asked: Asked) => object>> = {
  calculator: (asked) => {
    const { error, ...answer } = answerHpaQuestion(asked as unknown as HpaQuestion);
    return error === undefined ? answer : { error };
  },
  stabilize: ({ wanted, desired, window }) => {
    const recommendations = remembering(wanted);
    const replicas = recommendations.highest(desired as number, window as number, NOW);
    return { replicas, wanted: numbers(recommendations.entries) };
  },
  stabilizeByBehavior: ({ wanted, current, desired, up, down }) => {
    const recommendations = remembering(wanted);
    const windows = { up: (up as number) * 1000, down: (down as number) * 1000 };
    const replicas = recommendations.stabilized(current as number, desired as number, windows, NOW);
    return { replicas, wanted: numbers(recommendations.entries) };
  },
  limit: ({ current, desired, min, max }) =>
    limitByDefault(current as number, desired as number, min as number, max as number),
  limitByBehavior: (asked) => {
    const bounds = { minReplicas: asked.min as number, maxReplicas: asked.max as number };
    const events = after(asked.scaleUps, asked.scaleDowns);
    return limitByBehavior(asked.current as number, asked.desired as number, bounds, behaviorOf(asked), events, NOW);
  },
  store: (asked) => {
    const events = after(asked.scaleUps, asked.scaleDowns);
    events.store(asked.from as number, asked.to as number, behaviorOf(asked), NOW);
    const { scaleUps, scaleDowns } = events.entries;
    return { scaleUps: numbers(scaleUps), scaleDowns: numbers(scaleDowns) };
  },
};

test.each(Object.keys(OURS))('what Kubernetes decides in its own tests is decided so: %s', (kind) => {
  const all = decisions.filter((decision) => decision.kind === kind);
  expect(all.length).toBeGreaterThan(5);
  for (const { asked, answered } of all) expect({ asked, answered: OURS[kind](asked) }).toEqual({ asked, answered });
});
