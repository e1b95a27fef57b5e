import { show } from '../kubernetes/mistake';
import { type FieldPath, pathText, valueAt } from '../stack/fields';
import type { StackGraph } from '../stack/graph';
import type { Manifest } from '../stack/manifest';
import type { FindingSeverity } from './finding';
import type { CheckProfile } from './profile';

/**
 * One demand that manifests have to meet. A rule is pure: what it finds depends on the graph and the profile alone,
 * and not on the order in which the manifests were given.
 */
export interface Rule {
  /** Stable name, `group/what-is-wrong`: users see it in findings and suppress findings by it. */
  readonly name: string;
  /** How bad a problem is that does not say otherwise. */
  readonly severity: FindingSeverity;
  /** What is demanded, as one clause: `a monitor names a port that the Services it selects have`. */
  readonly demands: string;
  /** What happens otherwise, as one sentence. */
  readonly why: string;
  /** Where that is documented or can be read in the source. */
  readonly link: string;
  /** Finds what breaks the rule. */
  check(graph: StackGraph, profile: CheckProfile): Iterable<Problem>;
}

/** Something that breaks a rule. */
export interface Problem {
  /** The object to change. */
  readonly at: Manifest;
  /** Its field that is wrong; gives the line. @default - the object as a whole */
  readonly path?: FieldPath;
  /** Line in the file of the object, from 1. @default - that of the field */
  readonly line?: number;
  /** Other objects that it is about. @default - none */
  readonly also?: readonly Manifest[];
  /** What is wrong: field, value, and what it must be. Lower case, without a full stop. */
  readonly message: string;
  /** What to do, concretely: the very value to write. Lower case, without a full stop. */
  readonly fix: string;
  /** How bad it is. @default - as bad as the rule says */
  readonly severity?: FindingSeverity;
}

/** More about a problem. */
type More = Partial<Pick<Problem, 'also' | 'severity' | 'line'>>;

/** A value that breaks a rule: `'spec.endpoints[0].port' ("http") must …`. The value is the one at the path. */
export function wrongValue(at: Manifest, path: FieldPath, must: string, fix: string, more?: More): Problem {
  const value = valueAt(at.fields, path);
  const got = value === undefined ? 'not given' : show(value);
  return { at, path, message: `'${pathText(path)}' (${got}) ${must}`, fix, ...more };
}

/** Something that is wrong without being the value of one field. */
export function wrong(at: Manifest, path: FieldPath, message: string, fix: string, more?: More): Problem {
  return { at, path, message, fix, ...more };
}

/** How messages call an object: `Service llm/qwen`. */
export function nameOf({ kind, namespace, name }: Pick<Manifest, 'kind' | 'namespace' | 'name'>): string {
  return `${kind} ${namespace === undefined ? '' : `${namespace}/`}${name}`;
}

/** How findings list an object: `Service/llm/qwen`. */
export function referenceOf({ kind, namespace, name }: Manifest): string {
  return [kind, namespace, name].filter((part) => part !== undefined).join('/');
}
