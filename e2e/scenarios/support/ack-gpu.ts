import { parse, stringify } from 'yaml';
import { configureAdapter } from '../../control-plane/components/prometheus-adapter';
import type { ControlPlane } from '../../control-plane/control-plane';
import type { Exporter } from '../../world/exporter';
import { gauges } from '../../world/pages';
import type { Page, WorldPod } from '../../world/world';
import { adapterConfigOf, type Example } from './examples';

/** The exporter of GPU use in ACK: it names pods in labels of its own. */
export const GPU_EXPORTER: Exporter = { name: 'ack-prometheus-gpu-exporter', port: 9445, hasMonitor: true };

/** The claim that the examples say they need, with a volume. */
export function modelClaim(namespace: string): object[] {
  const storage = { requests: { storage: '30Gi' } };
  const shared = { accessModes: ['ReadOnlyMany'], storageClassName: '' };
  return [
    {
      apiVersion: 'v1',
      kind: 'PersistentVolume',
      metadata: { name: 'llm-model' },
      spec: { ...shared, capacity: storage.requests, hostPath: { path: '/models' } },
    },
    {
      apiVersion: 'v1',
      kind: 'PersistentVolumeClaim',
      metadata: { name: 'llm-model', namespace },
      spec: { ...shared, volumeName: 'llm-model', resources: storage },
    },
  ];
}

/** The busy time of the processes of each pod, in percent, and of one outside of any pod: its labels are empty. */
export function smUtilPage(podsOf: () => readonly WorldPod[], load: { gpuPercent: number }): Page {
  const page = () => {
    const used = podsOf().map(({ namespace, name }) => ({
      labels: { NamespaceName: namespace, PodName: name },
      value: load.gpuPercent,
    }));
    return gauges({
      DCGM_CUSTOM_PROCESS_SM_UTIL: [...used, { labels: { NamespaceName: '', PodName: '' }, value: 100 }],
    });
  };
  return Object.assign(page, { load });
}

interface AdapterValues {
  readonly AlibabaCloudMetricsAdapter: { readonly prometheus: { readonly adapter: { readonly rules: Rules } } };
}

interface Rules {
  readonly custom: readonly object[];
}

/** The adapter of ACK takes its rules in the format of prometheus-adapter, in a value of its chart: that one runs them. */
export async function configureAckAdapter(plane: ControlPlane, example: Example): Promise<void> {
  const values = parse(adapterConfigOf(example)) as AdapterValues;
  const { custom } = values.AlibabaCloudMetricsAdapter.prometheus.adapter.rules;
  await configureAdapter(plane, stringify({ rules: custom }));
}
