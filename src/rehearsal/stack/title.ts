/** The namespace of what names none: who rehearses it would apply it there. */
export const DEFAULT_NAMESPACE = 'default';

/** `Kind namespace/name`, as messages call an object. */
export function titleOf(object: { readonly kind: string; readonly namespace?: string; readonly name: string }): string {
  const { kind, namespace = DEFAULT_NAMESPACE, name } = object;
  return `${kind} ${namespace}/${name}`;
}
