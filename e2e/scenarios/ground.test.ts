import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { RUNS } from '../control-plane/cache';
import { ControlPlane } from '../control-plane/control-plane';
import { sh } from '../control-plane/shell';
import { until } from '../control-plane/wait';
import { onControlPlane } from './support/scenario';

/** What is left of a run on this machine: processes, namespaces with their files and mounts, its folder. */
function remainsOf(id: string): string[] {
  const commandLines = processIds().map(commandLine);
  const places = [
    ...commandLines,
    ...sh('ip', 'netns', 'list').split('\n'),
    ...readFileSync('/proc/mounts', 'utf8').split('\n'),
  ];
  const folders = [join(RUNS, id), `/etc/netns/llm-e2e-${id}-control`, `/etc/netns/llm-e2e-${id}-pods`];
  return [...places.filter((place) => place.includes(id)), ...folders.filter((folder) => existsSync(folder))];
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
async function elsewhere(): Promise<{ child: ChildProcess; id: string }> {
  const child = spawn(
    process.execPath,
    ['--import', require.resolve('tsx'), join(__dirname, 'support/start-and-wait.ts')],
    {
      stdio: ['ignore', 'pipe', 'inherit'],
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
    const { child, id } = await elsewhere();
    const janitors = processIds().filter(
      (pid) => commandLine(pid).includes('janitor.ts') && commandLine(pid).includes(id),
    );
    expect(janitors).toHaveLength(1);
    process.kill(Number(janitors[0]), 'SIGKILL');
    child.kill('SIGKILL');
    await once(child, 'exit');
    expect(remainsOf(id)).not.toEqual([]);
    const next = await ControlPlane.start();
    expect(remainsOf(id)).toEqual([]);
    await next.stop();
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
