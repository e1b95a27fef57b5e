import type { Quantity } from 'cdk8s-plus-29/lib/imports/k8s';

/** Fields that the generator spells in another way than Kubernetes. */
interface Spelling {
  readonly clusterIp: 'clusterIP';
  readonly hostIpc: 'hostIPC';
  readonly hostPid: 'hostPID';
  readonly hostIp: 'hostIP';
  readonly loadBalancerIp: 'loadBalancerIP';
  readonly setHostnameAsFqdn: 'setHostnameAsFQDN';
}

/**
 * A generated type of Kubernetes as its values stand in a manifest: what is rendered is checked by the compiler and
 * goes out as it is. The functions that the generator offers for this copy every object several times, and the module
 * that holds them takes about half as long to load as cdk8s.
 */
export type Wire<T> = T extends Quantity
  ? // Quantity and IntOrString look the same to the compiler; a type that has more than their one field is neither.
    Quantity extends T
    ? string | number
    : WireFields<T>
  : T extends readonly (infer Item)[]
    ? readonly Wire<Item>[]
    : T extends object
      ? WireFields<T>
      : T;

type WireFields<T> = { readonly [Key in keyof T as Key extends keyof Spelling ? Spelling[Key] : Key]: Wire<T[Key]> };
