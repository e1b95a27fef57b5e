/** How bad a finding is: an error does not work, a warning works but hardly as meant, an info cannot be known here. */
export type FindingSeverity = 'error' | 'warning' | 'info';

/**
 * One thing that a check found, as data. This is the form in which findings leave the library (JSON, SARIF, reports);
 * it is stable.
 */
export interface Finding {
  /** Stable name of the rule, for example `wire/monitor-port`. */
  readonly rule: string;
  /** How bad it is. */
  readonly severity: FindingSeverity;
  /** What is wrong: field, value, and what it must be. */
  readonly message: string;
  /** Why it matters, in one sentence. */
  readonly why: string;
  /** What to write instead. */
  readonly fix: string;
  /** The objects it is about, the one to change first, the others in order: `HorizontalPodAutoscaler/llm/qwen-hpa`. */
  readonly objects: readonly string[];
  /** File of the first object. @default - it came from no file */
  readonly file?: string;
  /** Line of the field in that file, from 1. @default - not known */
  readonly line?: number;
  /** Path of the construct that emitted the first object. @default - no construct did */
  readonly constructPath?: string;
}

/** A finding as one line, in the form of the messages of the constructs. */
export function textOf({ message, fix, rule }: Finding): string {
  return `${message}; ${fix} (${rule})`;
}

/** Worst first. */
export const SEVERITIES: readonly FindingSeverity[] = ['error', 'warning', 'info'];
