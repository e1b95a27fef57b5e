import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { manifest, program } from '../../control-plane/tools';

/** What a judge thinks of an object. */
export interface Answer {
  readonly ok: boolean;
  readonly why?: string;
  readonly warnings?: readonly string[];
  /** What the controller makes of it. */
  readonly makes?: unknown;
}

/** The programs that ask the code of the controllers; all are built from e2e/tools. */
export const JUDGES = ['judge-kubernetes', 'judge-kserve', 'judge-keda', 'judge-prometheus', 'judge-adapter'] as const;

export type JudgeName = (typeof JUDGES)[number];

/** A judge that runs and answers one question after the other, in their order. */
export class Judge {
  private readonly process: ChildProcessByStdio<Writable, Readable, null>;
  private readonly waiting: ((answer: Answer) => void)[] = [];

  constructor(name: JudgeName) {
    const args = name === 'judge-kserve' ? [manifest(name, 'config/configmap/inferenceservice.yaml')] : [];
    this.process = spawn(program(name, name as never), args, { stdio: ['pipe', 'pipe', 'inherit'] });
    const lines = createInterface({ input: this.process.stdout });
    lines.on('line', (line) => this.waiting.shift()?.(JSON.parse(line) as Answer));
    // Whoever still waits for a judge that is gone is told so.
    lines.on('close', () => {
      for (const answer of this.waiting.splice(0)) answer({ ok: false, why: `${name} has ended` });
    });
  }

  ask(object: object, beside: readonly object[] = []): Promise<Answer> {
    const line = JSON.stringify({ object, beside }, (_, value) => (isNoNumber(value) ? `${value}` : value));
    return new Promise((answer) => {
      this.waiting.push(answer);
      this.process.stdin.write(`${line}\n`);
    });
  }

  async end(): Promise<void> {
    const ended = once(this.process, 'close');
    this.process.stdin.end();
    await ended;
  }
}

/** JSON would make null of it, which stands for a field that is not set; YAML writes it, and nothing can read it. */
function isNoNumber(value: unknown): boolean {
  return typeof value === 'number' && !Number.isFinite(value);
}
