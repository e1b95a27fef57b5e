// `npm run oracle:tables [-- FILE]`: runs the tests of Kubernetes' own HPA controller (replica_calculator_test.go,
// horizontal_test.go), writes down what its deciding functions were asked and what they answered, and puts that into
// FILE (by default the vectors that `npm test` replays). Nothing of Kubernetes is kept but these facts.
import { spawnSync } from 'node:child_process';
import { cpSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { sourceOf } from '../control-plane/tools';

const PACKAGE = 'pkg/controller/podautoscaler';
const RECORDERS = join(__dirname, '..', 'tools', 'hpa-tables');
const VECTORS = join(__dirname, '..', '..', 'test', 'rehearsal', 'vectors', 'hpa-tables.jsonl');
/** Milliseconds. */
const AGES_APART = 5000;
/** The tests print much. */
const OUTPUT_LIMIT = 1_000_000_000;
/** The functions that decide, which a recorder of the same name stands in for. */
const DECIDING =
  /^func (\(\w+ \*(?:ReplicaCalculator|HorizontalController)\) )?(Get\w*Replicas|stabilizeRecommendation(?:WithBehaviors)?|convertDesiredReplicasWith(?:BehaviorRate|Rules)|storeScaleEvent)\(/gm;

function main([file = VECTORS]: readonly string[]): number {
  const module = sourceOf('hpa-oracle');
  const go = (folder: string, args: readonly string[], env = {}) =>
    spawnSync('go', args, { cwd: folder, encoding: 'utf8', env: { ...process.env, ...env }, maxBuffer: OUTPUT_LIMIT });
  const kubernetes = go(module, ['list', '-m', '-f', '{{.Dir}}', 'k8s.io/kubernetes']).stdout.trim();
  const folder = mkdtempSync(join(tmpdir(), 'hpa-tables-'));
  try {
    const goMod = readFileSync(join(module, 'go.mod'), 'utf8');
    writeFileSync(join(folder, 'go.mod'), goMod.replace(/^.*e2e\/bubble .*\n/gm, ''));
    cpSync(join(module, 'go.sum'), join(folder, 'go.sum'));
    for (const name of readdirSync(join(kubernetes, PACKAGE)).filter((each) => each.endsWith('.go'))) {
      const code = readFileSync(join(kubernetes, PACKAGE, name), 'utf8');
      const isTest = name.endsWith('_test.go');
      writeFileSync(join(folder, name), isTest ? code : code.replace(DECIDING, renamed));
    }
    cpSync(RECORDERS, folder, { recursive: true });
    go(folder, ['mod', 'tidy']);
    const recorded = join(folder, 'recorded.jsonl');
    const { stdout, stderr } = go(folder, ['test', '-count=1', '-vet=off', '.'], { HPA_TABLES: recorded });
    // A test that waits for what a busy machine does too late fails; what was decided in it is as true.
    const failed = stdout.match(/^ *--- FAIL: .*/gm) ?? [];
    process.stderr.write(failed.map((line) => `${line}\n`).join(''));
    if (!existsSync(recorded)) {
      process.stderr.write(stdout + stderr);
      return 1;
    }
    const decided = new Map(
      readFileSync(recorded, 'utf8')
        .trim()
        .split('\n')
        .map((line) => [shapeOf(line), line]),
    );
    const lines = [...decided.values()].sort();
    writeFileSync(file, lines.map((line) => `${line}\n`).join(''));
    process.stdout.write(`${lines.length} different decisions\n`);
    return 0;
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Two decisions are the same when only their ages differ, and by little: tests wait for what others do. */
function shapeOf(line: string): string {
  const about = (age: unknown) => (typeof age === 'number' ? Math.round(age / AGES_APART) : age);
  return JSON.stringify(JSON.parse(line), (key, value) => {
    if (['start', 'since', 'at'].includes(key)) return about(value);
    const isAged = ['wanted', 'scaleUps', 'scaleDowns'].includes(key) && Array.isArray(value);
    return isAged ? value.map((each) => (Array.isArray(each) ? [each[0], about(each[1])] : each)) : value;
  });
}

function renamed(_: string, receiver = '', name: string): string {
  return `func ${receiver}real${name[0].toUpperCase()}${name.slice(1)}(`;
}

process.exitCode = main(process.argv.slice(2));
