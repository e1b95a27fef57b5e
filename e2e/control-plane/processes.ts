import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, openSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import type { Run } from './run';
import { Hopeless, type Patience, until } from './wait';

export interface Start {
  /** The network namespace it runs in. */
  readonly namespace: string;
  readonly command: readonly [string, ...string[]];
  readonly env?: Readonly<Record<string, string>>;
}

/** How much of a log is shown when its program ends or is not ready in time. */
const TAIL_LINES = 15;

/** A program that runs, with its log. */
export class Running {
  private isMeantToEnd = false;

  constructor(
    readonly name: string,
    readonly log: string,
    readonly begun: Start,
    private readonly child: ChildProcess,
  ) {}

  get pid(): number | undefined {
    return this.child.pid;
  }

  get hasEnded(): boolean {
    return this.child.exitCode !== null || this.child.signalCode !== null;
  }

  /** The memory that it has in use, in bytes. */
  get memory(): number {
    return this.pid === undefined ? 0 : memoryOf(this.pid);
  }

  /** The last lines of its log. */
  tail(lines = TAIL_LINES): string {
    return readFileSync(this.log, 'utf8').trimEnd().split('\n').slice(-lines).join('\n');
  }

  /** Waits until the probe gives a value; gives up at once when the program has ended. */
  async ready<T>(probe: () => Promise<T | undefined | false>, patience: Patience = {}): Promise<T> {
    try {
      return await until(`${this.name} is ready`, () => this.whileRunning(probe), patience);
    } catch (error) {
      throw new Error(`${(error as Error).message}\n${this.tail()}`);
    }
  }

  /** Ends it, and waits until it has ended. */
  async stop(signal: NodeJS.Signals = 'SIGKILL'): Promise<void> {
    this.isMeantToEnd = true;
    this.child.kill(signal);
    await until(`${this.name} ends`, () => this.hasEnded, { everyMilliseconds: 20 });
  }

  /** What to say about a program that ended without being asked to. */
  get complaint(): string | undefined {
    if (!this.hasEnded || this.isMeantToEnd) return undefined;
    return `${this.name} has ended with ${this.child.exitCode ?? this.child.signalCode}:\n${this.tail()}`;
  }

  private whileRunning<T>(probe: () => Promise<T | undefined | false>): Promise<T | undefined | false> {
    if (this.hasEnded)
      throw new Hopeless(`${this.name} has ended with ${this.child.exitCode ?? this.child.signalCode}`);
    return probe();
  }
}

/** The resident memory of a process in bytes; 0 when it has ended. */
export function memoryOf(pid: number): number {
  try {
    const [, kibibytes] = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? [];
    return Number(kibibytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}

/** The programs of one run. */
export class Processes {
  readonly all: Running[] = [];

  constructor(private readonly run: Run) {}

  start(name: string, begun: Start): Running {
    const { namespace, command, env = {} } = begun;
    const log = this.run.path('logs', `${name}.log`);
    const output = openSync(log, 'a');
    const child = spawn('ip', ['netns', 'exec', namespace, ...command], {
      // A group of its own: Ctrl-C in the terminal reaches the test runner, not these.
      detached: true,
      // Nothing of the user's environment changes what the programs do.
      env: { PATH: process.env.PATH, HOME: this.run.folder, TMPDIR: this.run.folder, ...env },
      stdio: ['ignore', output, output],
    });
    closeSync(output);
    child.on('error', () => {});
    // `ip netns exec` becomes the program, so this is the program's id.
    if (child.pid === undefined) throw new Error(`${basename(command[0])} could not be started`);
    this.run.noteProcess(name, child.pid);
    child.unref();
    const running = new Running(name, log, begun, child);
    this.all.push(running);
    return running;
  }

  find(name: string): Running | undefined {
    return this.all.findLast((running) => running.name === name);
  }

  /** Ends a program, as if its pod were gone. */
  async stop(name: string): Promise<void> {
    await this.known(name).stop();
  }

  /** Starts a program again in the way that it was started, for example after it was stopped. */
  async startAgain(name: string): Promise<Running> {
    const before = this.known(name);
    if (!before.hasEnded) await before.stop();
    return this.start(name, before.begun);
  }

  private known(name: string): Running {
    const running = this.find(name);
    if (running === undefined) throw new Error(`there is no program ${name}`);
    return running;
  }

  /** The programs that ended without being asked to, with what they said last. */
  complaints(): string[] {
    return this.all.flatMap((running) => running.complaint ?? []);
  }
}
