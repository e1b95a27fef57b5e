import type { Construct, IConstruct } from 'constructs';
import { type Mistake, problem, show } from './mistake';
import { RULES } from './rules';

/**
 * cdk8s runs every validation once per chart and once more per synth. Everything here is therefore
 * computed once and answered from memory until the tree of our constructs changes or the (synchronous)
 * synth is over.
 */
let generation = 0;
let forgetting = false;

/** Says that the tree changed, so that nothing computed before is valid any more. */
export function treeChanged(): void {
  generation += 1;
}

/** Remembers what `compute` gave for as long as one synth lasts. */
export function oncePerSynth<T>(compute: () => T): () => T {
  let known: { generation: number; value: T } | undefined;
  return () => {
    if (known?.generation !== generation) known = { value: compute(), generation };
    forgetAfterThisSynth();
    return known.value;
  };
}

function forgetAfterThisSynth(): void {
  if (forgetting) return;
  forgetting = true;
  queueMicrotask(() => {
    forgetting = false;
    generation += 1;
  });
}

/** Registers the pure check of a construct: its errors fail the synth, its warnings go to stderr. */
export function validateOncePerSynth(scope: Construct, check: () => readonly Mistake[]): void {
  const warned = new Set<string>();
  const errors = oncePerSynth(() => {
    const found = judged(check);
    for (const each of found) {
      if (each.severity === 'error' || warned.has(each.text)) continue;
      warned.add(each.text);
      warn(scope, each.rule, each.text);
    }
    return found.filter((each) => each.severity === 'error').map((each) => each.text);
  });
  scope.node.addValidation({ validate: errors });
  treeChanged();
}

/** Rules are written for values of the declared types. What fails them was of another, given by code without types. */
function judged(check: () => readonly Mistake[]): readonly Mistake[] {
  try {
    return check();
  } catch (error) {
    const why = error instanceof Error ? error.message : 'it throws when it is read';
    return [
      problem(
        'value/type',
        `a prop has a value of a type that it is not declared with (${show(why)})`,
        'let the TypeScript compiler check the program',
      ),
    ];
  }
}

/** Prints a warning about a construct to stderr, unless it is silenced there. */
export function warn(scope: IConstruct, rule: string, text: string): void {
  if (scope.node.scopes.some((each) => silenced.get(each)?.has(rule))) return;
  process.emitWarning(`[${scope.node.path}] ${text}`, { type: 'LlmInferenceWarning', code: rule });
}

const silenced = new WeakMap<IConstruct, Map<string, string>>();

/** Rules beside those of the constructs that give warnings. */
const furtherRules = new Set<string>();

/** Says that there are rules beside those of the constructs, so that their warnings can be silenced. */
export function addRules(names: readonly string[]): void {
  for (const name of names) furtherRules.add(name);
}

/**
 * Silences warnings that were looked at and found to be fine.
 *
 * Warnings go to stderr through `process.emitWarning` with the rule's name as code; errors cannot be silenced.
 */
export class Warnings {
  /**
   * Stops the warnings of one rule for everything below a scope.
   *
   * @param scope the construct below which the rule is not reported
   * @param rule the rule's name as it stands in the warning, for example `service/image-tag`
   * @param reason why the warning does not apply here; must not be empty
   * Errors: an unknown rule or an empty reason fails the synth.
   */
  static silence(scope: Construct, rule: string, reason: string): void {
    const rules = silenced.get(scope) ?? new Map<string, string>();
    silenced.set(scope, rules.set(rule, reason));
    validateOncePerSynth(scope, () => {
      if (!Object.hasOwn(RULES, rule) && !furtherRules.has(rule))
        return [
          problem(
            'warning/silence',
            `there is no rule ${show(rule)} to silence`,
            'use the name that the warning ends with',
          ),
        ];
      if (String(reason ?? '').trim()) return [];
      return [
        problem('warning/silence', `rule '${rule}' is silenced without a reason`, 'say why it does not apply here'),
      ];
    });
  }

  private constructor() {}
}
