import { runChecks } from '../../src/checks/run';
import { buildGraph } from '../../src/stack/graph';
import { manifestsOf } from '../../src/stack/manifest';
import { readQuery } from '../../src/stack/promql';
import { readManifests } from '../../src/stack/read';
import { type Hostile, hostile, promqlSoup, yamlSoup } from './hostile';
import { randomOf } from './mutants/random';

/** What came of checking things that nobody should write. */
export interface HostileRun {
  /** The one that made it fail, with what it failed by. @default - none did */
  readonly failure?: { readonly seed: number; readonly error: string };
  /** CPU time of the slowest, in milliseconds, and which one that is. */
  readonly slowest: { readonly seed: number; readonly ms: number };
}

/** Checks so many of them, from a seed on; each seed is one, whatever came before. */
export function checkHostile(count: number, from = 0): HostileRun {
  return tryAll(count, from, (random) => check(hostile(random)));
}

/** Only reads so many queries, which takes little time. */
export function readHostileQueries(count: number, from = 0): HostileRun {
  return tryAll(count, from, (random) => {
    const { root, wrongAt } = readQuery(promqlSoup(random));
    if ((root === undefined) !== (wrongAt !== undefined))
      throw new Error('neither a query nor a place where it is wrong');
  });
}

/** Only reads so many texts, and looks up every line. */
export function readHostileTexts(count: number, from = 0): HostileRun {
  return tryAll(count, from, (random) => {
    const { manifests, unparsable } = readManifests([{ name: 'hostile.yaml', text: yamlSoup(random).text }]);
    const lines = [
      ...unparsable.map(({ line }) => line),
      ...manifests.map((manifest) => manifest.lineOf(['kind']) ?? 0),
    ];
    if (lines.some((line) => line < 1)) throw new Error(`a line before the first: ${lines}`);
  });
}

function tryAll(count: number, from: number, work: (random: () => number) => void): HostileRun {
  let slowest = { seed: from, ms: 0 };
  for (let seed = from; seed < from + count; seed++) {
    const before = process.cpuUsage();
    try {
      work(randomOf(seed));
    } catch (error) {
      return { failure: { seed, error: error instanceof Error ? String(error.stack) : String(error) }, slowest };
    }
    const { user } = process.cpuUsage(before);
    if (user / 1000 > slowest.ms) slowest = { seed, ms: user / 1000 };
  }
  return { slowest };
}

/** Everything ends in findings, or in a message of where the text cannot be read. */
function check(input: Hostile): void {
  const read = 'text' in input ? readManifests([{ name: 'hostile.yaml', text: input.text }]) : undefined;
  const objects = 'objects' in input ? input.objects : [];
  const manifests = read?.manifests ?? manifestsOf(objects.map((object) => ({ object })));
  const findings = runChecks(buildGraph(manifests));
  for (const { message, fix, line = 1 } of [
    ...findings,
    ...(read?.unparsable ?? []).map((each) => ({ ...each, fix: 'x' })),
  ])
    if (message === '' || fix === '' || line < 1 || /\[object |\bundefined\b/.test(`${message}${fix}`))
      throw new Error(`not a message: ${message}; ${fix} (line ${line})`);
}
