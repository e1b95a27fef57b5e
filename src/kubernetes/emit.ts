import { ApiObject, type ApiObjectMetadata, Chart, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import { type Mistake, problem } from './mistake';
import { checkMetadata, checkNamespace } from './names';
import { checkPlainData } from './plain-data';
import { chartOf } from './scopes';
import { oncePerSynth, validateOncePerSynth } from './validation';

/** What identifies the kind of an object. */
export interface GroupVersionKind {
  /** Group and version. */
  readonly apiVersion: string;
  /** Kind. */
  readonly kind: string;
}

/** A manifest without its kind and metadata: `spec` for most kinds, `data` for a ConfigMap. */
export type Body = Readonly<Record<string, unknown>>;

/** An object that was emitted, and the check of what it holds. */
export interface Emitted {
  /** The object. */
  readonly object: ApiObject;
  /** What is wrong with the metadata and, when `rulesHold`, with the rendered body. */
  readonly check: (rulesHold: boolean) => Mistake[];
}

/**
 * Creates an object: the only place that does. It is always a bare `ApiObject`, rendered as late as the synth, so that
 * a JsonPatch of a field that nobody here knows survives.
 *
 * @param sections the top-level fields of the body; each is rendered when the synth asks for it
 * @param render gives the body
 * @param judge what the whole of the body breaks, once it is known to be plain data
 */
export function emit(
  scope: Construct,
  id: string,
  kind: GroupVersionKind,
  metadata: ApiObjectMetadata & { readonly name: string },
  sections: readonly string[],
  render: () => Body,
  judge: (body: Body) => readonly Mistake[] = () => [],
): Emitted {
  const body = oncePerSynth(render);
  const lazySections = Object.fromEntries(
    sections.map((section) => [section, Lazy.any({ produce: () => body()[section] })]),
  );
  const object = new ApiObject(hostOf(scope), id, { ...kind, metadata: copyMetadata(metadata), ...lazySections });
  return {
    object,
    check: (rulesHold) => [
      ...checkMetadata(metadata),
      // Where the object names none, it lands in the chart's.
      ...(metadata.namespace === undefined ? checkNamespace('namespace', chartOf(scope)?.namespace) : []),
      ...checkPlainData(metadata, 'metadata'),
      ...(rulesHold ? checkBody(body(), judge) : []),
    ],
  };
}

function checkBody(body: Body, judge: (body: Body) => readonly Mistake[]): readonly Mistake[] {
  const found = checkPlainData(body, '');
  return found.length > 0 ? found : judge(body);
}

const STRAY = 'OutsideOfCharts';

/** An ApiObject stands in a chart. Outside of one it gets a chart of its own, so that the synth can say what is wrong. */
function hostOf(scope: Construct): Construct {
  if (chartOf(scope)) return scope;
  return (scope.node.tryFindChild(STRAY) as Construct | undefined) ?? new Chart(scope, STRAY);
}

/** cdk8s writes into the maps it is given and stumbles over objects without a prototype: it gets copies. */
function copyMetadata(metadata: ApiObjectMetadata & { readonly name: string }) {
  return { ...metadata, labels: { ...metadata.labels }, annotations: { ...metadata.annotations } };
}

/**
 * Registers the check of a construct and of the objects that it emits: they are rendered and looked at only where the
 * rules hold, since values that break a rule may not be renderable.
 *
 * @param wrongKinds props of a kind that they must not be: then the rules are not asked, which rely on the kinds
 */
export function validateEmitted(
  scope: Construct,
  objects: readonly Emitted[],
  rules: () => readonly Mistake[],
  wrongKinds: readonly Mistake[] = [],
): void {
  validateOncePerSynth(scope, () => {
    const mistakes = [...checkScope(scope), ...(wrongKinds.length > 0 ? wrongKinds : rules())];
    const rulesHold = mistakes.every(({ severity }) => severity !== 'error');
    const all = [...mistakes, ...objects.flatMap(({ check }) => check(rulesHold))];
    // What several objects of a construct share, such as the namespace, is wrong once.
    return [...new Map(all.map((each) => [each.text, each])).values()];
  });
}

function checkScope(scope: Construct): Mistake[] {
  if (chartOf(scope)) return [];
  return [problem('value/scope', 'this construct stands outside of every chart', 'pass a chart as its scope')];
}
