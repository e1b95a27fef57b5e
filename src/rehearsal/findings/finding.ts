import type { Scene } from './scene';

/**
 * Something about a policy that a rehearsal shows to go wrong. The fields are those of the findings of the checks; the
 * proof is what a rehearsal adds.
 */
export interface RehearsalFinding {
  /** Stable name of the rule. */
  readonly rule: string;
  readonly severity: 'error' | 'warning' | 'info';
  /** What is wrong. */
  readonly message: string;
  /** Why it matters, in one sentence. */
  readonly why: string;
  /** What to write instead. */
  readonly fix: string;
  /** The objects it is about, the one to change first: `ScaledObject/llm/qwen-keda`. */
  readonly objects: readonly string[];
  /** Nothing where simulation cannot show it. */
  readonly proof?: Proof;
}

/** A rehearsal that shows it. */
export interface Proof {
  /** The traffic, as `--traffic` takes it: the least that shows it. */
  readonly traffic: string;
  /** What happened with the manifests as they are. */
  readonly happened: string;
  /** What happened with the fix; nothing where the fix is not a field of the manifests. */
  readonly fixed?: string;
}

/** One rule: what it finds in a scene. A rehearsal that does not show what the rule suspects means no finding. */
export interface FindingRule {
  readonly name: string;
  /** What it finds, in a few words. */
  readonly title: string;
  readonly find: (scene: Scene) => readonly Omit<RehearsalFinding, 'rule'>[];
}
