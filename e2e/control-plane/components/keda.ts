import { crdsOf, objectsOf } from '../manifests';
import type { Component, Plane } from '../plane';
import { PORTS } from '../ports';
import type { Running } from '../processes';
import { program } from '../tools';
import { serveAggregated } from './aggregated';
import { applyWebhooks, untilRefused } from './webhooks';

const NAMESPACE = 'keda';

/** A name that fits an object but not the label that KEDA makes of it. */
const REFUSED = {
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'ScaledObject',
  metadata: { name: 'refused-'.padEnd(64, 'x'), namespace: 'default' },
  spec: {
    scaleTargetRef: { name: 'nobody' },
    triggers: [
      { type: 'cron', metadata: { timezone: 'UTC', start: '0 0 * * *', end: '0 1 * * *', desiredReplicas: '1' } },
    ],
  },
};

/** KEDA: the operator, the adapter that serves external.metrics.k8s.io from it, and the webhooks. */
export const keda: Component = {
  tools: ['keda'],
  namespaces: [NAMESPACE],
  crds: () => crdsOf('keda', 'config/crd/bases'),
  async start(plane: Plane) {
    const folder = plane.certificates.folder('keda');
    await Promise.all([startOperatorAndAdapter(plane, folder), startWebhooks(plane, folder)]);
  },
};

async function startOperatorAndAdapter(plane: Plane, folder: string): Promise<void> {
  const { reach, kubectl, certificates } = plane;
  const operator = startOne(plane, 'keda-operator', [
    `--metrics-bind-address=127.0.0.1:${PORTS.kedaOperatorMetrics}`,
    `--health-probe-bind-address=127.0.0.1:${PORTS.kedaOperatorHealth}`,
    `--metrics-service-bind-address=127.0.0.1:${PORTS.kedaMetricsService}`,
    `--cert-dir=${folder}`,
    '--enable-cert-rotation=false',
    '--leader-elect=false',
  ]);
  await operator.ready(() => reach.isFine(PORTS.kedaOperatorHealth, '/readyz'));
  const adapter = startOne(plane, 'keda-adapter', [
    `--metrics-service-address=127.0.0.1:${PORTS.kedaMetricsService}`,
    '--metrics-service-grpc-authority=localhost',
    `--port=${PORTS.kedaAdapterMetrics}`,
    `--secure-port=${PORTS.kedaAdapter}`,
    '--bind-address=127.0.0.1',
    `--cert-dir=${folder}`,
    `--tls-cert-file=${certificates.server.certificate}`,
    `--tls-private-key-file=${certificates.server.key}`,
    `--kubeconfig=${kubectl.kubeconfig}`,
    `--lister-kubeconfig=${kubectl.kubeconfig}`,
    `--authentication-kubeconfig=${kubectl.kubeconfig}`,
    `--authorization-kubeconfig=${kubectl.kubeconfig}`,
  ]);
  const service = { name: 'keda-metrics-apiserver', namespace: NAMESPACE, port: PORTS.kedaAdapter };
  await serveAggregated(plane, adapter, 'v1beta1.external.metrics.k8s.io', service);
}

async function startWebhooks(plane: Plane, folder: string): Promise<void> {
  const { reach } = plane;
  const webhooks = startOne(plane, 'keda-webhooks', [
    `--metrics-bind-address=127.0.0.1:${PORTS.kedaWebhooksMetrics}`,
    `--health-probe-bind-address=127.0.0.1:${PORTS.kedaWebhooksHealth}`,
    `--port=${PORTS.kedaWebhooks}`,
    `--cert-dir=${folder}`,
  ]);
  await webhooks.ready(() => reach.isFine(PORTS.kedaWebhooksHealth, '/readyz'));
  await webhooks.ready(() => reach.listens(PORTS.kedaWebhooks));
  await applyWebhooks(plane, objectsOf('keda', 'config/webhooks/validation_webhooks.yaml'), PORTS.kedaWebhooks);
  await untilRefused(plane, REFUSED);
}

type Program = 'keda-operator' | 'keda-adapter' | 'keda-webhooks';

function startOne({ network, processes, kubectl }: Plane, name: Program, flags: readonly string[]): Running {
  return processes.start(name, {
    namespace: network.control,
    // All three read all four.
    env: {
      KUBECONFIG: kubectl.kubeconfig,
      WATCH_NAMESPACE: '',
      POD_NAMESPACE: NAMESPACE,
      KEDA_CLUSTER_OBJECT_NAMESPACE: NAMESPACE,
    },
    command: [program('keda', name), ...flags],
  });
}
