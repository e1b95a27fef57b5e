import { appendFileSync, existsSync, mkdirSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { RUNS } from './cache';
import { sh } from './shell';
import { Hopeless, until } from './wait';

/** The line of the state file: something of this run that has to be gone when it is over. */
type Entry =
  | { readonly owner: ProcessId }
  | { readonly namespace: string }
  | { readonly process: ProcessId; readonly name: string };

/** A process id alone is used again by the system; together with the start time it is not. */
interface ProcessId {
  readonly pid: number;
  readonly started: string;
}

const STATE = 'state.jsonl';
const NAMESPACE_FILES = '/etc/netns';

/** A folder of its own for one run of a control plane: its files, its logs, and the list of what it started. */
export class Run {
  /** Makes the folder. The id is of the process and a counter: nobody else on this machine has it now. */
  static begin(): Run {
    mkdirSync(RUNS, { recursive: true });
    for (let count = 1; ; count++) {
      const id = `${process.pid}-${count}`;
      try {
        mkdirSync(join(RUNS, id));
      } catch (error) {
        if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
        throw error;
      }
      const run = new Run(id);
      run.note({ owner: processId(process.pid) ?? { pid: process.pid, started: '' } });
      return run;
    }
  }

  readonly folder: string;

  private constructor(readonly id: string) {
    this.folder = join(RUNS, id);
    mkdirSync(this.path('logs'), { recursive: true });
  }

  path(...parts: readonly string[]): string {
    return join(this.folder, ...parts);
  }

  /** To be called before the namespace is made. */
  noteNamespace(namespace: string): void {
    this.note({ namespace });
  }

  noteProcess(name: string, pid: number): void {
    const id = processId(pid);
    if (id) this.note({ name, process: id });
  }

  private note(entry: Entry): void {
    appendFileSync(this.path(STATE), `${JSON.stringify(entry)}\n`);
  }
}

/** The ids of the processes of all runs that belong to a process or to its children. */
export function processesOfRunsOf(pid: number): number[] {
  const runs = existsSync(RUNS) ? readdirSync(RUNS).map((id) => entriesOf(join(RUNS, id))) : [];
  const isOurs = ({ pid: owner }: ProcessId) => owner === pid || statOf(owner)?.parent === pid;
  const ours = runs.filter((entries) => entries.some((entry) => 'owner' in entry && isOurs(entry.owner)));
  return ours.flat().flatMap((entry) => ('process' in entry && lives(entry.process) ? [entry.process.pid] : []));
}

/** Cleans up after the runs whose process is gone: those that were killed before they could. */
export async function cleanUpAfterTheDead(): Promise<void> {
  if (!existsSync(RUNS)) return;
  for (const id of readdirSync(RUNS)) {
    const folder = join(RUNS, id);
    const owner = entriesOf(folder).flatMap((entry) => ('owner' in entry ? [entry.owner] : []))[0];
    // A folder without an owner is one that is being made at this moment, by a process whose id is its name.
    const isAlive = owner ? lives(owner) : existsSync(`/proc/${id.split('-')[0]}`);
    if (isAlive) continue;
    await end(folder);
    rmSync(folder, { recursive: true, force: true });
  }
}

/**
 * Ends the processes of a run and takes its namespaces away, by what the state file recorded. They are killed, not
 * asked: nothing that they hold is needed any more, and half of them would wait for the others.
 */
export async function end(folder: string): Promise<void> {
  const entries = entriesOf(folder);
  const namespaces = entries.flatMap((entry) => ('namespace' in entry ? [entry.namespace] : []));
  const recorded = entries.flatMap((entry) => ('process' in entry ? [entry.process] : []));
  await until('the processes of the run end', () => {
    // The namespaces are ours alone: whoever is in them is a child of something that we started.
    const running = [...recorded.filter(lives), ...namespaces.flatMap(inhabitants)];
    for (const { pid } of running) kill(pid);
    return running.length === 0;
  });
  for (const namespace of namespaces) {
    takeAway(namespace);
    rmSync(join(NAMESPACE_FILES, namespace), { recursive: true, force: true });
  }
}

/** The files that a namespace's processes see in place of those in /etc. */
export function namespaceFile(namespace: string, file: string): string {
  mkdirSync(join(NAMESPACE_FILES, namespace), { recursive: true });
  return join(NAMESPACE_FILES, namespace, file);
}

function entriesOf(folder: string): Entry[] {
  const lines = textOf(join(folder, STATE)).split('\n');
  // The part after the last newline is empty, or a line that was being written when the process was killed.
  return lines.slice(0, -1).map((line) => JSON.parse(line) as Entry);
}

/** The text of a file, or of none: others clean up at the same time. */
function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function takeAway(namespace: string): void {
  try {
    if (exists(namespace)) sh('ip', 'netns', 'delete', namespace);
  } catch (error) {
    // The janitor of a killed run and the next start may be at it at the same time.
    if (exists(namespace)) throw error;
  }
}

function exists(namespace: string): boolean {
  return existsSync(`/run/netns/${namespace}`);
}

function inhabitants(namespace: string): ProcessId[] {
  if (!exists(namespace)) return [];
  const pids = sh('ip', 'netns', 'pids', namespace).split('\n').filter(Boolean).map(Number);
  return pids.flatMap((pid) => processId(pid) ?? []);
}

function processId(pid: number): ProcessId | undefined {
  const stat = statOf(pid);
  return stat && { pid, started: stat.started };
}

/** What the system says of a process that runs. */
function statOf(pid: number): { readonly parent: number; readonly started: string } | undefined {
  try {
    // The second field is the name in parentheses, which may hold anything; the state and the rest come after.
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8')
      .replace(/^.*\) /s, '')
      .split(' ');
    return fields[0] === 'Z' ? undefined : { parent: Number(fields[1]), started: fields[19] };
  } catch {
    return undefined;
  }
}

function lives({ pid, started }: ProcessId): boolean {
  return processId(pid)?.started === started;
}

function kill(pid: number): void {
  try {
    process.kill(pid, 'SIGKILL');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw new Hopeless((error as Error).message);
  }
}
