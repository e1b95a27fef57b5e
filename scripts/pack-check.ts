// `npm run pack:check`: packs the package twice and uses it as people would. Says what it did, fails when anything fails.

import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { blocksIn } from '../test/support/markdown';
import { execute, missingPairs, pairwise, Workshop } from './pack-check/consumers';

/** Bytes. Constructs and metrics alone take about 150 kB of it, the checks and the rehearsal each about as much. */
const LARGEST = 550_000;
const ROOT = process.cwd();

let failures = 0;

function step(name: string, failure: string | undefined, passed = ''): void {
  if (failure !== undefined) failures += 1;
  process.stdout.write(`${failure === undefined ? 'ok    ' : 'FAILED'} ${name} ${failure ?? passed}\n`);
}

/** Builds what git tracks in a folder of its own, and packs it. */
function pack(folder: string): string {
  mkdirSync(folder);
  const tracked = execFileSync('git', ['ls-files', '-z'], { cwd: ROOT, encoding: 'utf8' }).split('\0').filter(Boolean);
  for (const file of tracked) cpSync(join(ROOT, file), join(folder, file), { recursive: true });
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  execFileSync('npm', ['run', '--silent', 'build'], { cwd: folder, stdio: 'inherit' });
  execFileSync('npm', ['pack', '--silent', '--ignore-scripts'], { cwd: folder });
  const [tarball] = readdirSync(folder).filter((file) => file.endsWith('.tgz'));
  return join(folder, tarball);
}

function sha256(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

function main(folder: string): void {
  const [one, other] = [pack(join(folder, 'one')), pack(join(folder, 'the-other-folder'))];
  const size = statSync(one).size;
  step('tarball', size > LARGEST ? `has ${size} bytes, more than ${LARGEST}` : undefined, `has ${size} bytes`);
  step('two builds', sha256(one) === sha256(other) ? undefined : 'differ', 'give the same bytes');
  step('publint', execute(ROOT, 'npx', ['publint', '--strict', one]));
  step('arethetypeswrong', execute(ROOT, 'npx', ['attw', one]));

  const [quickstart] = blocksIn(readFileSync(join(ROOT, 'README.md'), 'utf8'), 'ts');
  const consumers = pairwise();
  step('pairs', missingPairs(consumers).join(', ') || undefined, `of ${consumers.length} consumers are complete`);
  const workshop = new Workshop(folder, one, quickstart.text);
  const manifests = new Set<string>();
  for (const consumer of consumers) {
    const started = Date.now();
    const outcome = workshop.run(consumer);
    const name = `${consumer.kind}, TypeScript ${consumer.typescript}, Node ${consumer.node}, ${consumer.peers} of cdk8s`;
    if ('manifest' in outcome) manifests.add(outcome.manifest);
    const seconds = Math.round((Date.now() - started) / 1000);
    step(name, 'failure' in outcome ? outcome.failure : undefined, `synthesizes the quickstart (${seconds} s)`);
  }
  const [manifest = ''] = manifests;
  const isWhole = /kind: InferenceService/.test(manifest) && /kind: HorizontalPodAutoscaler/.test(manifest);
  step('quickstart', manifests.size === 1 && isWhole ? undefined : 'is not the same for all', 'is the same for all');
}

if (require.main === module) {
  const folder = mkdtempSync(join(tmpdir(), 'pack-check-'));
  try {
    main(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
  process.exitCode = failures === 0 ? 0 : 1;
}
