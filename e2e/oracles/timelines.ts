// `npm run oracle:timelines [-- [FOLDER] [--keep FOLDER]]`: replays what the HPAs of the end-to-end scenarios saw on the
// real controllers (e2e/timelines) with our controller, for those that an example has, and prints where the sizes differ.
// --keep writes down what was replayed.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { parseQuantity } from '../../src/kubernetes/parse-quantity';
import {
  differenceOfSizes,
  type HpaChange,
  type HpaRecording,
  policyOf,
  replay,
  sizesOf,
} from '../../test/support/timeline';
import type { Change } from '../world/timeline';

/** The flags of kube-controller-manager in the scenarios (e2e/control-plane). */
const FLAGS = { resyncSeconds: 1, downscaleSeconds: 5 };
/** Scenarios in which pods have no sample for a while, of which the status of an HPA says nothing. */
const UNSEEN = ['nim-hpa', 'cold-start'];
/** A timeline looks four times a second, and the controller once. */
const APART_SECONDS = 3;
const GOLDEN = join(__dirname, '..', '..', 'test', 'golden');

function main(args: readonly string[]): number {
  const { values, positionals } = parseArgs({
    args: [...args],
    options: { keep: { type: 'string' } },
    allowPositionals: true,
  });
  const folder = positionals[0] ?? join(__dirname, '..', 'timelines');
  const goldens = readdirSync(GOLDEN).map((file) => readFileSync(join(GOLDEN, file), 'utf8'));
  let differ = 0;
  for (const file of readdirSync(folder)) {
    const { scenario, changes } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
      scenario: string;
      changes: Change[];
    };
    const hpas = new Set(
      changes.flatMap(({ object }) => (object?.kind === 'HorizontalPodAutoscaler' ? [object.name] : [])),
    );
    for (const hpa of hpas) {
      const found = goldens.map((golden) => policyOf(golden, hpa)).find((each) => each !== undefined);
      if (found === undefined) continue;
      const recording = { scenario, hpa, ...FLAGS, changes: changesOf(changes, hpa, found.target) };
      if (recording.changes.every(({ metrics }) => metrics === undefined)) continue;
      if (UNSEEN.includes(scenario)) continue;
      const difference = differenceOfSizes(sizesOf(recording), replay(recording, found.policy), APART_SECONDS);
      if (difference !== undefined) differ += 1;
      process.stdout.write(
        `${scenario}, ${hpa}: ${
          difference ??
          sizesOf(recording)
            .map(([, size]) => size)
            .join(', ')
        }\n`,
      );
      if (values.keep !== undefined) writeFileSync(join(values.keep, `${scenario}.${hpa}.json`), textOf(recording));
    }
  }
  return differ > 0 ? 1 : 0;
}

/** What decides, from the first look of the HPA on. */
function changesOf(changes: readonly Change[], hpa: string, target: string): HpaChange[] {
  const kept = changes.flatMap(({ at, object, field = '', value }): HpaChange[] => {
    if (object?.kind === 'Deployment' && object.name === target) {
      if (field === 'spec.replicas') return [{ at, replicas: value as number }];
      return field === 'status.readyReplicas' ? [{ at, ready: value as number }] : [];
    }
    if (object?.kind !== 'HorizontalPodAutoscaler' || object.name !== hpa) return [];
    if (field === 'status.conditions[ScalingActive]') return [{ at, fails: String(value).startsWith('False') }];
    const [, name] = /^status\.currentMetrics\[\w+ (.*)]$/.exec(field) ?? [];
    const milli = parseQuantity(String((value as { averageValue?: string })?.averageValue))?.milli;
    return name === undefined || milli === undefined ? [] : [{ at, metrics: { [name]: milli } }];
  });
  const begin = kept.find(({ fails }) => fails !== undefined)?.at ?? 0;
  const size = kept.findLast(({ at, replicas }) => at <= begin && replicas !== undefined)?.replicas;
  return [{ at: begin, replicas: size }, ...kept.filter(({ at, replicas }) => at > begin || replicas === undefined)];
}

/** A change a line. */
function textOf({ changes, ...recording }: HpaRecording): string {
  const lines = changes.map((change) => `    ${JSON.stringify(change)}`).join(',\n');
  return `${JSON.stringify(recording).slice(0, -1)},"changes":[\n${lines}\n]}\n`;
}

process.exitCode = main(process.argv.slice(2));
