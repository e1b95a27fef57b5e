import type { CheckProfile } from '../checks/profile';
import { ClusterComponent, ClusterProfile } from '../cluster/cluster-profile';
import { secondsOf } from '../kubernetes/numbers';

/** What a cluster profile says, for the checks. Without one, nothing is known. */
export function checkProfileOf(profile: ClusterProfile | undefined): CheckProfile {
  if (profile === undefined) return {};
  const facts = ClusterProfile._factsOf(profile);
  const { kubernetesVersion, kserveVersion, kedaVersion, dcgm, monitors, scrapeInterval, managedElsewhere } = facts;
  return {
    kubernetesVersion,
    kserveVersion,
    kedaVersion,
    gpuLabels: dcgm.labels,
    scrapeInterval: secondsOf(scrapeInterval),
    ...(monitors && { monitorLabels: monitors.labels }),
    elsewhere: managedElsewhere.flatMap((component) => OBJECTS[component as ClusterComponent] ?? []),
  };
}

/** The objects that a component consists of, as far as the checks look for them. */
const OBJECTS: Readonly<Record<ClusterComponent, readonly string[]>> = {
  [ClusterComponent.METRICS_ADAPTER]: ['ConfigMap/*/*adapter*'],
  [ClusterComponent.DCGM_MONITORING]: ['ServiceMonitor/*/*dcgm*', 'Service/*/*dcgm*'],
};
