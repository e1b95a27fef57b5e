/**
 * Whether a rehearsal is the same to the last byte wherever it runs: `npm run bench:same [-- --trace FILE] [NODE…]`,
 * after `npm run build`. Compares the JSON report of the example `vllm-hpa` in this version of Node and in those whose
 * programs are given, run twice and with the manifests in another order, and of a sweep in one thread and in several.
 */
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';

const ROOT = join(__dirname, '..');
const MAIN = join(ROOT, 'lib', 'src', 'cli', 'main.js');
const VLLM_HPA = join(ROOT, 'test', 'golden', 'vllm-hpa.yaml');
const GENERATED = 'diurnal:mean=5,ratio=3,tokens=1155/211,duration=6h';

const { values, positionals } = parseArgs({ options: { trace: { type: 'string' } }, allowPositionals: true });
const traffic = values.trace === undefined ? ['--traffic', GENERATED] : ['--trace', values.trace];

function report(node: string, manifests: string, ...more: readonly string[]): string {
  const args = [MAIN, 'rehearse', manifests, ...traffic, '--format', 'json', ...more];
  const { status, stdout, stderr } = spawnSync(node, args, { encoding: 'utf8', maxBuffer: 1e9 });
  if (status !== 0) throw new Error(`${node} ended with ${status}: ${stderr}`);
  return createHash('sha256').update(stdout).digest('hex').slice(0, 16);
}

const folder = mkdtempSync(join(tmpdir(), 'same-bytes-'));
const turned = join(folder, 'turned.yaml');
writeFileSync(
  turned,
  readFileSync(VLLM_HPA, 'utf8')
    .split(/^---\n/m)
    .reverse()
    .join('\n---\n'),
);
const sweep = ['--sweep', 'maxReplicas=3..6, stabilization=60s|300s', '--workers'];
const reports: [string, string][] = [];
for (const node of [process.execPath, ...positionals]) {
  const version = spawnSync(node, ['--version'], { encoding: 'utf8' }).stdout.trim();
  reports.push([`report, Node ${version}`, report(node, VLLM_HPA)]);
  reports.push([`report, Node ${version}, manifests the other way round`, report(node, turned)]);
  for (const workers of ['1', '2', '5'])
    reports.push([`sweep, Node ${version}, ${workers} threads`, report(node, VLLM_HPA, ...sweep, workers)]);
}
reports.push(['report, once more', report(process.execPath, VLLM_HPA)]);
rmSync(folder, { recursive: true });
for (const [title, hash] of reports) process.stdout.write(`${hash}  ${title}\n`);
const kinds = (name: string) =>
  new Set(reports.filter(([title]) => title.startsWith(name)).map(([, hash]) => hash)).size;
const isSame = kinds('report') === 1 && kinds('sweep') === 1;
process.stdout.write(isSame ? 'the same to the last byte\n' : 'NOT the same\n');
process.exitCode = isSame ? 0 : 1;
