import type { Scene } from './scene';

/**
 * Something about a policy that a rehearsal shows to go wrong. The fields are those of the findings of the checks; the
 * proof is what a rehearsal adds.
 */
export interface RehearsalFinding {
  /** Stable name of the rule. */
  readonly rule: string;
  /** How bad it is: an error does not work, a warning works but hardly as meant, an info cannot be known here. */
  readonly severity: 'error' | 'warning' | 'info';
  /** What is wrong. */
  readonly message: string;
  /** Why it matters, in one sentence. */
  readonly why: string;
  /** What to write instead. */
  readonly fix: string;
  /** The objects it is about, the one to change first: `ScaledObject/llm/qwen-keda`. */
  readonly objects: readonly string[];
  /** The rehearsal that shows it. @default - none: simulation cannot show it, or there was nothing to be seen */
  readonly proof?: Proof;
}

/** A rehearsal that shows it. */
export interface Proof {
  /** The traffic, as `--traffic` takes it: the least that shows it. */
  readonly traffic: string;
  /** What happened with the manifests as they are. */
  readonly happened: string;
  /** What happened with the fix. @default - the fix was not rehearsed */
  readonly fixed?: string;
}

/**
 * One rule: what it finds in a scene. A rehearsal that does not show what the rule suspects means no finding, unless
 * manifests and profile alone say it: more replicas than there are GPUs for.
 */
export interface FindingRule {
  /** Stable name, which its findings carry as `rule`: `scaler/beyond-gpus`. */
  readonly name: string;
  /** What it finds, in a few words. */
  readonly title: string;
  /** Looks once at all manifests together, and rehearses what it suspects; empty where nothing is wrong. */
  readonly find: (scene: Scene) => readonly Omit<RehearsalFinding, 'rule'>[];
}
