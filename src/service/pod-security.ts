import type * as k8s from 'cdk8s-plus-29/lib/imports/k8s';
import { type Mistake, mistake } from '../kubernetes/mistake';
import type { Wire } from '../kubernetes/wire';

/** The security contexts of a pod, and what they make necessary. */
export interface SecurityFacts {
  /** Of the pod. @default - none */
  readonly pod?: Wire<k8s.PodSecurityContext>;
  /** Of the container. @default - none */
  readonly container?: Wire<k8s.SecurityContext>;
  /** User id that the container runs as, when the library sets it. @default - the image's */
  readonly uid?: number;
}

type Choice = { readonly as: 'preset' } | { readonly as: 'user'; readonly uid: number } | { readonly as: 'none' };

/**
 * How far the pods are locked down.
 *
 * @see https://kubernetes.io/docs/concepts/security/pod-security-standards/
 */
export class PodSecurity {
  /**
   * The level "restricted", except that a pod runs as non-root only where the engine's preset knows a user id that its
   * image can run as. The official images of vLLM and SGLang run as root, so their pods meet "baseline".
   */
  static readonly PRESET = new PodSecurity({ as: 'preset' });

  /** No security context from the library: what the image, the runtime and `podSpec` say. */
  static readonly NONE = new PodSecurity({ as: 'none' });

  /**
   * The level "restricted" with this user id. The home folder becomes an empty volume, since the engine's caches lie
   * there; whether the image can run so is for you to know.
   */
  static asUser(uid: number): PodSecurity {
    return new PodSecurity({ as: 'user', uid });
  }

  /** @internal */
  static _choice(security: PodSecurity): Choice {
    return security.choice;
  }

  private constructor(private readonly choice: Choice) {}
}

/** The contexts that a choice means for an engine whose image can run as `presetUid`. */
export function securityFacts(security: PodSecurity, presetUid: number | undefined): SecurityFacts {
  const choice = PodSecurity._choice(security);
  if (choice.as === 'none') return {};
  const uid = choice.as === 'user' ? choice.uid : presetUid;
  return {
    uid,
    pod: {
      seccompProfile: { type: 'RuntimeDefault' },
      ...(uid === undefined ? {} : { runAsNonRoot: true, runAsUser: uid, fsGroup: uid }),
    },
    container: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
  };
}

/** A user id that is one, and not root's. */
export function checkSecurity(security: PodSecurity): Mistake[] {
  const choice = PodSecurity._choice(security);
  if (choice.as !== 'user' || (Number.isInteger(choice.uid) && choice.uid > 0 && choice.uid < 2 ** 31)) return [];
  return [
    mistake(
      'service/resources',
      'podSecurity',
      choice.uid,
      'must be a user id greater than 0',
      'give the id that the image knows',
    ),
  ];
}
