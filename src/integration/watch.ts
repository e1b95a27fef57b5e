import type { Construct, IConstruct } from 'constructs';
import { type Finding, textOf } from '../checks/finding';
import { addRules, oncePerSynth, treeChanged, warn } from '../kubernetes/validation';
import { checkEmitted, namesOf } from './check-app';
import type { StackChecksOptions } from './stack-checks';

const watched = new WeakSet<IConstruct>();

/** Registers the checks of what everything below a scope emits; a second time changes nothing. */
export function watch(scope: Construct, options: StackChecksOptions): void {
  if (watched.has(scope)) return;
  watched.add(scope);
  addRules(namesOf(options));
  const reports = new Reports(
    scope,
    oncePerSynth(() => checkEmitted(scope, options)),
  );
  scope.node.addValidation({ validate: () => reports.ofScope() });
}

/** Brings each finding to the construct that it is about, so that the message of the synth has its path. */
class Reports {
  private readonly watched = new WeakSet<IConstruct>();
  private readonly warned = new Set<string>();
  private size = 0;

  constructor(
    private readonly scope: IConstruct,
    private readonly findings: () => readonly Finding[],
  ) {}

  /** Called before the constructs below the scope are asked: gives what is about none of them. */
  ofScope(): string[] {
    const all = this.scope.node.findAll();
    // What is added between two synths is seen, also where no construct of ours is.
    if (all.length !== this.size) treeChanged();
    this.size = all.length;
    const byPath = new Map(all.map((each) => [each.node.path, each]));
    const left: string[] = [];
    for (const finding of this.findings()) {
      const construct = byPath.get(finding.constructPath ?? '');
      if (finding.severity === 'warning') this.warnOnce(construct ?? this.scope, finding);
      if (finding.severity !== 'error') continue;
      if (construct === undefined || construct === this.scope) left.push(textOf(finding));
      else this.watch(construct);
    }
    return left;
  }

  private watch(construct: IConstruct): void {
    if (this.watched.has(construct)) return;
    this.watched.add(construct);
    const { path } = construct.node;
    construct.node.addValidation({
      validate: () =>
        this.findings().flatMap((finding) =>
          finding.severity === 'error' && finding.constructPath === path && !this.isSaid(construct, finding)
            ? [textOf(finding)]
            : [],
        ),
    });
  }

  /** What a construct says of its props need not be said of the object that it makes of them. */
  private isSaid(construct: IConstruct, { rule }: Finding): boolean {
    const above = construct.node.scopes.filter((each) => each !== construct && each !== this.scope);
    return above.some(({ node }) => node.validate().some((text) => text.endsWith(`(${rule})`)));
  }

  private warnOnce(construct: IConstruct, finding: Finding): void {
    const text = textOf(finding);
    const key = `${construct.node.path} ${text}`;
    if (this.warned.has(key)) return;
    this.warned.add(key);
    warn(construct, finding.rule, text);
  }
}
