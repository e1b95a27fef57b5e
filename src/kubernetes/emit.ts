import { ApiObject, type ApiObjectMetadata, Lazy } from 'cdk8s';
import type { Construct } from 'constructs';
import type { Mistake } from './mistake';
import { checkMetadata } from './names';
import { checkPlainData } from './plain-data';
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
 */
export function emit(
  scope: Construct,
  id: string,
  kind: GroupVersionKind,
  metadata: ApiObjectMetadata & { readonly name: string },
  sections: readonly string[],
  render: () => Body,
): Emitted {
  const body = oncePerSynth(render);
  const lazySections = Object.fromEntries(
    sections.map((section) => [section, Lazy.any({ produce: () => body()[section] })]),
  );
  const object = new ApiObject(scope, id, { ...kind, metadata: copyMetadata(metadata), ...lazySections });
  return {
    object,
    check: (rulesHold) => [
      ...checkMetadata(metadata),
      ...checkPlainData(plainPart(metadata), 'metadata'),
      ...(rulesHold ? checkPlainData(body(), '') : []),
    ],
  };
}

/** cdk8s writes into the maps it is given and stumbles over objects without a prototype: it gets copies. */
function copyMetadata(metadata: ApiObjectMetadata & { readonly name: string }) {
  return { ...metadata, labels: { ...metadata.labels }, annotations: { ...metadata.annotations } };
}

function plainPart({ name, namespace, labels, annotations }: ApiObjectMetadata) {
  return { name, namespace, labels, annotations };
}

/**
 * Registers the check of a construct and of the objects that it emits: they are rendered and looked at only where the
 * rules hold, since values that break a rule may not be renderable.
 */
export function validateEmitted(scope: Construct, objects: readonly Emitted[], rules: () => readonly Mistake[]): void {
  validateOncePerSynth(scope, () => {
    const mistakes = rules();
    const rulesHold = mistakes.every(({ severity }) => severity !== 'error');
    return [...mistakes, ...objects.flatMap(({ check }) => check(rulesHold))];
  });
}
