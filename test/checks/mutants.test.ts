import { runChecks } from '../../src/checks/run';
import { buildGraph } from '../../src/stack/graph';
import { manifestsOf } from '../../src/stack/manifest';
import { readManifests } from '../../src/stack/read';
import { golden } from '../stack/support';
import { KINDS_OF_BREAKAGE, KINDS_OF_HARMLESS_CHANGE, type Mutant, mutate } from '../support/yaml-mutants';

const EXAMPLES = ['ack-cpu', 'ack-cron', 'ack-gpu', 'edge-hybrid', 'keda-cpu', 'keda-llm', 'nim-hpa', 'vllm-hpa'];
/** Examples for a cluster whose Prometheus takes up by a label. */
const WITH_RELEASE = ['keda-llm', 'nim-hpa', 'vllm-hpa'];
const COUNT = Number(process.env.YAML_MUTANTS ?? 1000);
const FEWEST_REPORTED = 0.98;

/** One in so many mutants is written and read as YAML, which takes most of the time; the others are checked as objects. */
const AS_TEXT = 5;

function findingsOf(example: string, seed: number, mutant: Mutant) {
  const isText = mutant.isOfText || seed % AS_TEXT === 0;
  const read = isText ? readManifests([{ name: example, text: mutant.text() }]) : undefined;
  const manifests = read?.manifests ?? manifestsOf(mutant.objects.map((object) => ({ object })));
  const profile = WITH_RELEASE.includes(example) ? { monitorLabels: { release: 'prometheus' } } : {};
  const found = runChecks(buildGraph(manifests), profile).filter(({ severity }) => severity !== 'info');
  return { found, unparsable: read?.unparsable ?? [] };
}

/** Whether a finding names one of the objects that are at fault. */
function isReported({ atFault = [] }: Mutant, found: ReturnType<typeof findingsOf>['found']): boolean {
  return found.some(({ objects }) => objects.some((object) => atFault.includes(object)));
}

/** Examples in turn, each as often as the others. */
function mutants(count: number, isHarmless: boolean) {
  return Array.from({ length: count }, (_, seed) => {
    const example = EXAMPLES[seed % EXAMPLES.length];
    return { example, seed, mutant: mutate(golden(example), seed, isHarmless) };
  });
}

test('there are many kinds of breakage, and of changes that break nothing', () => {
  expect(new Set(KINDS_OF_BREAKAGE).size).toBe(KINDS_OF_BREAKAGE.length);
  expect(KINDS_OF_BREAKAGE.length).toBeGreaterThanOrEqual(40);
  expect(new Set(KINDS_OF_HARMLESS_CHANGE).size).toBe(KINDS_OF_HARMLESS_CHANGE.length);
  expect(KINDS_OF_HARMLESS_CHANGE.length).toBeGreaterThanOrEqual(8);
});

test(`of ${COUNT} stacks that were broken, at least 98 % are reported, with the object that is at fault`, () => {
  const all = mutants(COUNT, false);
  const missed = all.filter(
    ({ example, seed, mutant }) => !isReported(mutant, findingsOf(example, seed, mutant).found),
  );
  const share = 1 - missed.length / all.length;
  // What is missed is shown when there is too much of it.
  const shown =
    share >= FEWEST_REPORTED ? [] : missed.map(({ example, seed, mutant }) => `${mutant.kind} (${example}, ${seed})`);
  expect(shown).toEqual([]);
  // Where there are enough of them, they are of most kinds.
  expect(new Set(all.map(({ mutant }) => mutant.kind)).size).toBeGreaterThan(
    Math.min(COUNT / 10, KINDS_OF_BREAKAGE.length * 0.9),
  );
});

test('stacks that were changed without breaking anything are not reported', () => {
  const reported = mutants(Math.ceil(COUNT / 4), true).flatMap(({ example, seed, mutant }) => {
    const { found, unparsable } = findingsOf(example, seed, mutant);
    return [
      ...found.map(({ rule, message }) => `${mutant.kind}: ${rule}: ${message}`),
      ...unparsable.map(({ message }) => `${mutant.kind}: ${message}`),
    ];
  });
  expect(reported).toEqual([]);
});
