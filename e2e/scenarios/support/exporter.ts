import type { KubeObject } from '../../control-plane/kubectl';

export interface ExporterProps {
  readonly name: string;
  readonly namespace: string;
  readonly port: number;
  /** Name of the port. @default http */
  readonly portName?: string;
  /** Whether the labels of its series win over those of its own pod. @default false */
  readonly honorLabels?: boolean;
}

/** The labels that select an exporter's pods. */
export function exporterLabels(name: string): Readonly<Record<string, string>> {
  return { 'app.kubernetes.io/name': name };
}

/** Something that the cluster has beside the example and that shows metrics: its pods, its Service, its monitor. */
export function exporter({
  name,
  namespace,
  port,
  portName = 'http',
  honorLabels = false,
}: ExporterProps): KubeObject[] {
  const labels = exporterLabels(name);
  const container = { name: 'exporter', image: 'exporter', ports: [{ name: portName, containerPort: port }] };
  return [
    {
      apiVersion: 'apps/v1',
      kind: 'Deployment',
      metadata: { name, namespace },
      spec: {
        selector: { matchLabels: labels },
        template: { metadata: { labels }, spec: { containers: [container] } },
      },
    },
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace, labels },
      spec: { selector: labels, ports: [{ name: portName, port, targetPort: portName }] },
    },
    {
      apiVersion: 'monitoring.coreos.com/v1',
      kind: 'ServiceMonitor',
      metadata: { name, namespace, labels: { release: 'prometheus' } },
      spec: { endpoints: [{ port: portName, interval: '1s', honorLabels }], selector: { matchLabels: labels } },
    },
  ];
}
