import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { appFolder } from '../support/installed';
import { ROOT } from '../support/markdown';

let folders: ReturnType<typeof appFolder>;
beforeAll(() => {
  folders = appFolder();
});
afterAll(() => rmSync(folders.root, { recursive: true }));

/** Runs the command line as it is installed. */
function program(args: readonly string[], options: { readonly input?: string; readonly env?: object } = {}) {
  const { bin } = JSON.parse(readFileSync(join(folders.installed, 'package.json'), 'utf8'));
  const main = join(folders.installed, bin['cdk8s-llm-inference']);
  return spawnSync(process.execPath, [main, ...args], {
    encoding: 'utf8',
    cwd: ROOT,
    input: options.input,
    env: { PATH: process.env.PATH, ...options.env },
  });
}

const GOLDEN = join('test', 'golden', 'vllm-hpa.yaml');

test('a check of files and of standard input ends with its exit code', () => {
  expect(program(['check', GOLDEN, '--no-profile']).status).toBe(0);
  const broken = readFileSync(join(ROOT, GOLDEN), 'utf8').replace('port: http\n  selector:', 'port: x\n  selector:');
  const { status, stdout, stderr } = program(['check', '-', '--no-profile'], { input: broken });
  expect({ status, stderr }).toEqual({ status: 1, stderr: '' });
  expect(stdout).toMatch(/^<stdin>:\d+ {2}error {2}wire\/monitor-port$/m);
  expect(program(['check', 'nothing.yaml']).status).toBe(2);
});

test('what is no terminal gets no colours', () => {
  const { stdout } = program(['check', 'test/readme/gemma.yaml', '--no-profile'], { env: { COLORTERM: 'truecolor' } });
  expect(stdout).not.toContain('\u001b');
});

test('the help lists the commands', () => {
  const { status, stdout } = program(['--help']);
  expect(status).toBe(0);
  for (const command of ['check', 'explain', 'graph', 'rehearse'])
    expect(stdout).toMatch(new RegExp(`^  ${command} `, 'm'));
});

/** The modules of this package, and of the constructs', that a program loads. */
function loadedBy(program: string): string[] {
  const code = `${program};process.stdout.write(JSON.stringify(Object.keys(require.cache)))`;
  const { stdout } = spawnSync(process.execPath, ['--eval', code], { encoding: 'utf8', cwd: folders.app });
  return JSON.parse(stdout) as string[];
}

test('a check loads no construct', () => {
  const main = join(folders.installed, 'lib', 'src', 'cli', 'check', 'run-check.js');
  const loaded = loadedBy(`require(${JSON.stringify(main)})`);
  expect(
    loaded.filter((path) => /node_modules\/(cdk8s|constructs|cdk8s-plus-\d+)\/|src\/rehearsal/.test(path)),
  ).toEqual([]);
});

test('who imports the package loads neither the graph nor the rules before they are used', () => {
  const loaded = loadedBy("require('cdk8s-llm-inference')");
  const ours = loaded.filter((path) => path.includes('cdk8s-llm-inference/lib/src/'));
  expect(ours.length).toBeGreaterThan(50);
  const early = ours
    .filter((path) => /lib\/src\/(stack|checks|rehearsal|cli)\//.test(path))
    .map((path) => path.split('lib/src/')[1]);
  // The entry of the rehearsal loads the rest when it is called.
  expect(early).toEqual(['rehearsal/entry.js', 'rehearsal/reader.js', 'stack/fields.js']);
  expect(
    loaded.filter((path) => /lezer|node_modules\/yaml\//.test(path) && !path.includes('cdk8s/node_modules')),
  ).toEqual([]);
});

test('the matchers are a module of their own', () => {
  const { stdout, stderr } = spawnSync(
    process.execPath,
    ['--eval', "process.stdout.write(Object.keys(require('cdk8s-llm-inference/jest')).join())"],
    { encoding: 'utf8', cwd: folders.app },
  );
  expect({ stdout, stderr }).toEqual({ stdout: 'matchers', stderr: '' });
});
