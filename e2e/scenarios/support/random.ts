import { ApiObject, type Chart } from 'cdk8s';
import fc from 'fast-check';
import { build } from '../../../test/support/random-apps';
import { type AppPlan, randomApp } from '../../../test/support/random-plans';
import type { KubeObject } from '../../control-plane/kubectl';

const SEED = 20261122;
const CHUNK = 200;

/** A random application: what it emits, or the messages that it is refused with. */
export interface RandomApp {
  readonly plan: AppPlan;
  readonly chart: Chart;
  readonly objects?: readonly KubeObject[];
  readonly messages?: readonly string[];
}

/** Random applications without end, the same in every run. */
export function* randomApps(): Generator<RandomApp> {
  for (let seed = SEED; ; seed++) {
    for (const plan of fc.sample(randomApp, { numRuns: CHUNK, seed })) yield { plan, ...outcome(build(plan).chart) };
  }
}

/** What a chart emits, or the messages of its refusal, each without the path. */
export function outcome(chart: Chart): Omit<RandomApp, 'plan'> {
  try {
    return { chart, objects: chart.toJson() as KubeObject[] };
  } catch (error) {
    const [, ...lines] = (error as Error).message.split('\n');
    return { chart, messages: lines.map((line) => line.replace(/^ *\[[^\]]*\] /, '')) };
  }
}

/** What it would emit if nobody judged it; nothing when it cannot be rendered. */
export function emittedAnyway(chart: Chart): readonly KubeObject[] | undefined {
  try {
    const objects = chart.node.findAll().filter((each) => ApiObject.isApiObject(each)) as ApiObject[];
    return objects.map((object) => object.toJson() as KubeObject);
  } catch {
    return undefined;
  }
}
