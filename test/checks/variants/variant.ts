import type { CheckProfile } from '../../../src/checks/profile';

/** A good example that is changed, and what is then found. */
export interface Variant {
  /** What the change is. */
  readonly title: string;
  /** The example. */
  readonly of: string;
  /** What stands there, and what stands there instead. */
  readonly changes: readonly (readonly [string, string])[];
  /** What is known of the cluster. */
  readonly profile?: CheckProfile;
  /** What is found: how bad it is, the object, and the whole message. */
  readonly found: readonly string[];
}
