import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RUNS } from '../control-plane/cache';
import { ControlPlane } from '../control-plane/control-plane';
import { sh } from '../control-plane/shell';
import { until } from '../control-plane/wait';
import { onControlPlane } from './support/scenario';

/** What is left of a run on this machine: processes, namespaces with their files and mounts, its folder. */
function remainsOf(id: string, runs = RUNS): string[] {
  const commandLines = processIds().map(commandLine);
  const places = [
    ...commandLines,
    ...sh('ip', 'netns', 'list').split('\n'),
    ...readFileSync('/proc/mounts', 'utf8').split('\n'),
  ];
  const folders = [join(runs, id), `/etc/netns/llm-e2e-${id}-control`, `/etc/netns/llm-e2e-${id}-pods`];
  // Others run at the same time, and 12-1 is not 112-1.
  const mentions = new RegExp(`(?<!\\d)${id}(?!\\d)`);
  return [...places.filter((place) => mentions.test(place)), ...folders.filter((folder) => existsSync(folder))];
}

function processIds(): string[] {
  return readdirSync('/proc').filter((entry) => /^\d+$/.test(entry));
}

function commandLine(pid: string): string {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').replaceAll('\0', ' ');
  } catch {
    return '';
  }
}

/** A control plane in a process of its own. */
async function elsewhere(runs = RUNS): Promise<{ child: ChildProcess; id: string }> {
  const child = spawn(
    process.execPath,
    ['--import', require.resolve('tsx'), join(__dirname, 'support/start-and-wait.ts')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, E2E_RUNS: runs },
    },
  );
  const [said] = (await once(child.stdout as NonNullable<typeof child.stdout>, 'data')) as [Buffer];
  return { child, id: said.toString().trim() };
}

/** A server that tells at which of its machine's addresses it was asked. */
const SAYS_ITS_ADDRESS = `
  require('http').createServer((request, response) => response.end(request.socket.localAddress)).listen(8000, '0.0.0.0')
`;

onControlPlane('a control plane beside others', {}, (here) => {
  test('leaves nothing when it is stopped', async () => {
    const other = await ControlPlane.start();
    expect(remainsOf(other.run.id)).not.toEqual([]);
    await other.stop();
    expect(remainsOf(other.run.id)).toEqual([]);
  });

  test.each(['SIGINT', 'SIGKILL'] as const)('leaves nothing when its process gets %s', async (signal) => {
    const { child, id } = await elsewhere();
    expect(remainsOf(id)).not.toEqual([]);
    child.kill(signal);
    await until('nothing is left', () => remainsOf(id).length === 0);
  });

  test('leaves nothing, after the next start, when the janitor is killed with it', async () => {
    // Nobody else starts among these.
    const runs = mkdtempSync(join(tmpdir(), 'e2e-runs-'));
    const { child, id } = await elsewhere(runs);
    const janitors = processIds().filter(
      (pid) => commandLine(pid).includes('janitor.js') && commandLine(pid).includes(join(runs, id)),
    );
    expect(janitors).toHaveLength(1);
    process.kill(Number(janitors[0]), 'SIGKILL');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(remainsOf(id, runs)).not.toEqual([]);
    const next = await elsewhere(runs);
    expect(remainsOf(id, runs)).toEqual([]);
    next.child.kill('SIGINT');
    await until('nothing is left of that either', () => remainsOf(next.id, runs).length === 0);
    rmSync(runs, { recursive: true });
  });

  test('has a network in which one process answers for every pod address, and from which nothing leaves', async () => {
    const { processes, network, reach } = here();
    const pods = processes.start('pods', {
      namespace: network.pods,
      command: [process.execPath, '-e', SAYS_ITS_ADDRESS],
    });
    for (const host of ['10.244.0.9', '10.244.200.7']) {
      const answer = await pods.ready(() => reach.call(8000, '/', { host }));
      expect(answer.body).toBe(host);
    }
    await expect(reach.call(80, '/', { host: '192.0.2.1' })).rejects.toThrow('nobody listens on 192.0.2.1:80');
    await pods.stop();
  });

  test('is not disturbed by any of that', async () => {
    expect(await here().kubectl.run(['get', '--raw', '/readyz'])).toBe('ok');
    expect(here().processes.complaints()).toEqual([]);
  });
});
