import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EXAMPLE_NAMES } from './support/examples';
import { transpile } from './support/installed';
import { ROOT } from './support/markdown';

/** Node's permission model denies child processes, workers and files, but not the network: that is denied here. */
const NO_NETWORK = `
const deny = (what) => () => { throw new Error('denied: ' + what); };
require('node:net').Socket.prototype.connect = deny('net');
require('node:dgram').createSocket = deny('dgram');
for (const name of ['lookup', 'resolve', 'resolve4', 'resolve6']) require('node:dns')[name] = deny('dns');
`;
const PERMISSION = Number(process.versions.node.split('.')[0]) >= 24 ? '--permission' : '--experimental-permission';

let folder: string;
let outdir: string;

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'offline-'));
  outdir = join(folder, 'out');
  mkdirSync(outdir);
  const installed = join(folder, 'examples', 'node_modules', 'cdk8s-llm-inference');
  for (const part of ['src', 'imports']) transpile(join(ROOT, part), join(installed, part));
  transpile(join(ROOT, 'examples'), join(folder, 'examples'));
  writeFileSync(join(installed, 'index.js'), "module.exports = require('./src');");
  symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
  writeFileSync(join(folder, 'no-network.js'), NO_NETWORK);
});
afterAll(() => rmSync(folder, { recursive: true }));

/** Runs a program that may read everything, write below one folder, and nothing else. */
function caged(...program: string[]) {
  const cage = [PERMISSION, '--allow-fs-read=*', `--allow-fs-write=${outdir}/*`];
  return spawnSync(
    process.execPath,
    [...cage, '--no-warnings', '--require', join(folder, 'no-network.js'), ...program],
    {
      encoding: 'utf8',
      cwd: folder,
      env: { PATH: process.env.PATH, CDK8S_OUTDIR: outdir },
    },
  );
}

test('all examples synthesize without network, child processes, workers and files of others', () => {
  const { status, stderr } = caged(join(folder, 'examples', 'main.js'));
  expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
  for (const name of EXAMPLE_NAMES) {
    const golden = readFileSync(join(ROOT, 'test', 'golden', `${name}.yaml`), 'utf8');
    expect(readFileSync(join(outdir, `${name}.k8s.yaml`), 'utf8')).toBe(golden);
  }
});

test.each([
  ['a child process', "require('node:child_process').spawnSync('true')", 'ERR_ACCESS_DENIED'],
  ['a worker', "new (require('node:worker_threads').Worker)('0', { eval: true })", 'ERR_ACCESS_DENIED'],
  ['another file', "require('node:fs').writeFileSync('elsewhere', '')", 'ERR_ACCESS_DENIED'],
  ['a connection', "require('node:net').connect(9, '127.0.0.1')", 'denied: net'],
  ['a name', "require('node:dns').lookup('localhost', () => {})", 'denied: dns'],
])('the cage would not let out %s', (_, code, message) => {
  const { status, stderr } = caged('--eval', code);
  expect(status).not.toBe(0);
  expect(stderr).toContain(message);
});
