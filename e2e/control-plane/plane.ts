import type { Certificates } from './certificates';
import type { Kubectl, KubeObject } from './kubectl';
import type { Network } from './network';
import type { Processes } from './processes';
import type { Reach } from './reach';
import type { Run } from './run';
import type { ToolName } from './tools';

/** The clocks of the HorizontalPodAutoscaler controller. */
export interface HpaTiming {
  readonly syncSeconds: number;
  readonly downscaleStabilizationSeconds: number;
  readonly initialReadinessDelaySeconds: number;
  readonly cpuInitializationSeconds: number;
}

/** Fast enough that a scenario takes seconds. */
export const FAST_HPA: HpaTiming = {
  syncSeconds: 1,
  downscaleStabilizationSeconds: 5,
  initialReadinessDelaySeconds: 0,
  cpuInitializationSeconds: 0,
};

/** What a component sees of the control plane that it is a part of. */
export interface Plane {
  readonly run: Run;
  readonly network: Network;
  readonly certificates: Certificates;
  readonly processes: Processes;
  readonly kubectl: Kubectl;
  readonly reach: Reach;
  readonly hpa: HpaTiming;
  /** True from the moment that it is being stopped. */
  readonly hasStopped: boolean;
}

/** A component that can be added to the control plane. */
export interface Component {
  /** What has to be built for it. */
  readonly tools: readonly ToolName[];
  /** The namespaces that it lives in or looks into. */
  readonly namespaces?: readonly string[];
  /** Its kinds. Those of all components are there before any of them starts: some look only then which there are. */
  crds?(): readonly KubeObject[];
  /** Starts it, and waits until it works. */
  start?(plane: Plane): Promise<void>;
}
