import type { Size } from 'cdk8s';
import { made } from '../kubernetes/kinds';
import { type Mistake, mistake } from '../kubernetes/mistake';
import { takenOptions } from '../kubernetes/taken';

/** One entry of a Secret, by reference: no prop of the library takes a secret's value. */
export class SecretKey {
  /** The entry `key` of the Secret `secret` in the service's namespace. */
  static of(secret: string, key: string): SecretKey {
    return new SecretKey(secret, key);
  }

  private constructor(
    /** Name of the Secret. */
    readonly secret: string,
    /** Key of the entry. */
    readonly key: string,
  ) {}
}

const SECRET_KEY = made(SecretKey, "SecretKey.of('secret', 'key')");

/** An entry of a Secret that names both. */
export function checkSecretKey(prop: string, entry: SecretKey): Mistake[] {
  const found = SECRET_KEY(prop, entry);
  return found.length > 0 ? found : [entry.secret, entry.key].flatMap((text) => checkText(prop, text));
}

function checkText(prop: string, text: unknown): Mistake[] {
  return typeof text === 'string' ? [] : [mistake('value/type', prop, text, 'must be text', 'write it in quotes')];
}

/** Where the value of an environment variable comes from. */
export type EnvSource =
  | { readonly from: 'text'; readonly text: string }
  | { readonly from: 'secret'; readonly entry: SecretKey }
  | { readonly from: 'config map'; readonly name: string; readonly key: string };

/**
 * The value of an environment variable.
 *
 * @see https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#environment-variables
 */
export class EnvValue {
  /** Plain text; not for secrets. */
  static of(text: string): EnvValue {
    return new EnvValue({ from: 'text', text });
  }

  /** An entry of a Secret. */
  static fromSecret(entry: SecretKey): EnvValue {
    return new EnvValue({ from: 'secret', entry });
  }

  /** An entry of a ConfigMap in the service's namespace. */
  static fromConfigMap(name: string, key: string): EnvValue {
    return new EnvValue({ from: 'config map', name, key });
  }

  /** @internal */
  static _source(value: EnvValue): EnvSource {
    return value.source;
  }

  private constructor(private readonly source: EnvSource) {}
}

/** The value of a variable is text, or refers to an entry by text. */
export function checkEnvValue(prop: string, value: EnvValue): Mistake[] {
  const source = EnvValue._source(value);
  if (source.from === 'secret') return checkSecretKey(prop, source.entry);
  const texts = source.from === 'text' ? [source.text] : [source.name, source.key];
  return texts.flatMap((text) => checkText(prop, text));
}

/** What a volume is made of, and where it is mounted. */
export interface VolumeFacts {
  /** What it is made of. */
  readonly kind: 'claim' | 'secret' | 'config map' | 'empty';
  /** Name of the claim, Secret or ConfigMap; for an empty volume a name of its own. */
  readonly name: string;
  /** Where it is mounted. */
  readonly mountPath: string;
  /** Folder of the volume. @default - all of it */
  readonly subPath?: string;
  /** Whether it can only be read. @default - false */
  readonly readOnly?: boolean;
  /** What it may grow to. @default - the node's disk */
  readonly sizeLimit?: Size;
}

/** How a volume is mounted. */
export interface MountOptions {
  /** Absolute path in the container. */
  readonly mountPath: string;
  /** Folder of the volume that is mounted. @default - the whole volume */
  readonly subPath?: string;
  /** Whether the container can only read it. @default - true for Secrets and ConfigMaps, false for claims */
  readonly readOnly?: boolean;
}

/** How an empty volume is made. */
export interface EmptyVolumeOptions {
  /** Absolute path in the container. */
  readonly mountPath: string;
  /** What it may grow to; above that the pod is evicted. @default - the node's disk */
  readonly sizeLimit?: Size;
}

/**
 * A volume of the service's pods, mounted in its container.
 *
 * @see https://kubernetes.io/docs/concepts/storage/volumes/
 */
export class Volume {
  /** An existing PersistentVolumeClaim. */
  static claim(name: string, options: MountOptions): Volume {
    return new Volume({ ...takenOptions(options), kind: 'claim', name });
  }

  /** A Secret as files. */
  static secret(name: string, options: MountOptions): Volume {
    return new Volume({ readOnly: true, ...takenOptions(options), kind: 'secret', name });
  }

  /** A ConfigMap as files. */
  static configMap(name: string, options: MountOptions): Volume {
    return new Volume({ readOnly: true, ...takenOptions(options), kind: 'config map', name });
  }

  /** An empty folder that lives as long as the pod, for example a cache. */
  static empty(name: string, options: EmptyVolumeOptions): Volume {
    return new Volume({ ...takenOptions(options), kind: 'empty', name });
  }

  /** @internal */
  static _facts(volume: Volume): VolumeFacts {
    return volume.facts;
  }

  private constructor(private readonly facts: VolumeFacts) {}
}

/**
 * A toleration of the pods, in the words of Kubernetes.
 *
 * @see https://kubernetes.io/docs/concepts/scheduling-eviction/taint-and-toleration/
 */
export interface Toleration {
  /** Key of the taint. @default - every key */
  readonly key?: string;
  /** `Equal` or `Exists`. @default Equal */
  readonly operator?: string;
  /** Value of the taint. @default - none */
  readonly value?: string;
  /** `NoSchedule`, `PreferNoSchedule` or `NoExecute`. @default - every effect */
  readonly effect?: string;
}

/** How pods are replaced when the service changes. */
export enum Rollout {
  /** One pod less while the new one starts: needs no free GPU, and a single replica is away for the load time. */
  IN_PLACE = 'InPlace',
  /** New pods first (25 % more, 25 % less): needs room for them. */
  SURGE = 'Surge',
  /** All old pods go before new ones come. */
  RECREATE = 'Recreate',
}
