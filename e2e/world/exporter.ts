import type { ControlPlane } from '../control-plane/control-plane';

/** An exporter of the cluster, as its chart installs it, as far as it can be seen from outside. */
export interface Exporter {
  readonly name: string;
  readonly port: number;
  /** Whether it brings its own monitor, which keeps the labels of its series and looks every second. */
  readonly hasMonitor?: boolean;
}

const NAMESPACE = 'monitoring';

/** Where the world shows the metrics of an exporter, see {@link World.show}. */
export function placeOf({ name, port }: Exporter) {
  return { namespace: NAMESPACE, selector: `app.kubernetes.io/name=${name}`, port, path: '/metrics' };
}

/** Installs an exporter: one pod, its Service, and its monitor when it brings one. */
export async function addExporter({ kubectl }: ControlPlane, exporter: Exporter): Promise<void> {
  const { name, port, hasMonitor } = exporter;
  const labels = { 'app.kubernetes.io/name': name };
  const metadata = { name, namespace: NAMESPACE, labels };
  const containers = [{ name: 'exporter', image: 'exporter', ports: [{ name: 'metrics', containerPort: port }] }];
  const monitor = {
    apiVersion: 'monitoring.coreos.com/v1',
    kind: 'ServiceMonitor',
    metadata: { ...metadata, labels: { release: 'prometheus' } },
    spec: { selector: { matchLabels: labels }, endpoints: [{ port: 'metrics', interval: '1s', honorLabels: true }] },
  };
  await kubectl.apply([
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata,
      spec: { selector: { matchLabels: labels }, template: { metadata: { labels }, spec: { containers } } },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata,
      spec: { selector: labels, ports: [{ name: 'metrics', port, targetPort: 'metrics' }] },
    },
    ...(hasMonitor ? [monitor] : []),
  ]);
}
