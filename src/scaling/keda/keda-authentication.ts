import { made } from '../../kubernetes/kinds';

/** How a trigger proves who it is. */
export enum KedaAuthMode {
  /** A bearer token: parameter `bearerToken`. */
  BEARER = 'bearer',
  /** User name and password: parameters `username` and `password`. */
  BASIC = 'basic',
  /** A client certificate: parameters `ca`, `cert` and `key`. */
  TLS = 'tls',
  /** A header of one's own: parameters `customAuthHeader` and `customAuthValue`. */
  CUSTOM = 'custom',
}

/** Credentials of a trigger, as data. */
export interface AuthenticationFacts {
  /** Name of the object that holds them. */
  readonly name: string;
  /** Kind of that object. */
  readonly kind: 'TriggerAuthentication' | 'ClusterTriggerAuthentication';
  /** How they are used. */
  readonly modes: readonly KedaAuthMode[];
}

/**
 * Credentials of a trigger, by reference to an object that holds them; no value of a secret passes through here.
 *
 * @see https://keda.sh/docs/latest/concepts/authentication/
 */
export class KedaAuthentication {
  /** A TriggerAuthentication in the scaler's namespace. @param modes how it is used; bearer and basic exclude each other */
  static reference(name: string, ...modes: KedaAuthMode[]): KedaAuthentication {
    return new KedaAuthentication({ name, kind: 'TriggerAuthentication', modes });
  }

  /** A ClusterTriggerAuthentication. @param modes how it is used; bearer and basic exclude each other */
  static clusterReference(name: string, ...modes: KedaAuthMode[]): KedaAuthentication {
    return new KedaAuthentication({ name, kind: 'ClusterTriggerAuthentication', modes });
  }

  /** @internal */
  static _facts(authentication: KedaAuthentication): AuthenticationFacts {
    return authentication.facts;
  }

  private constructor(private readonly facts: AuthenticationFacts) {}
}

/** What credentials are given as. */
export const AUTHENTICATION = made(KedaAuthentication, 'KedaAuthentication.reference(…)');
