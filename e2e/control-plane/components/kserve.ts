import type { KubeObject } from '../kubectl';
import { crdsOf, objectsOf } from '../manifests';
import type { Component, HpaTiming, Plane } from '../plane';
import { PORTS } from '../ports';
import { program } from '../tools';
import { applyWebhooks, untilRefused } from './webhooks';

const NAMESPACE = 'kserve';

const REFUSED = {
  apiVersion: 'serving.kserve.io/v1beta1',
  kind: 'InferenceService',
  metadata: { name: 'refused', namespace: 'default' },
  spec: { predictor: { minReplicas: 2, maxReplicas: 1, model: { modelFormat: { name: 'sklearn' } } } },
};

/** KServe's controller and webhooks, with its ConfigMap as for a cluster without Knative and without an ingress. */
export const kserve: Component = {
  tools: ['kserve'],
  namespaces: [NAMESPACE],
  crds: () => crdsOf('kserve', 'config/crd/full'),
  async start(plane: Plane) {
    const { run, network, processes, kubectl, reach, certificates, hpa } = plane;
    await kubectl.api.apply([configuration(hpa)]);
    // It looks for its certificate below the folder for temporary files.
    certificates.folder('kserve', 'k8s-webhook-server', 'serving-certs');
    const manager = processes.start('kserve-manager', {
      namespace: network.control,
      env: { KUBECONFIG: kubectl.kubeconfig, POD_NAMESPACE: NAMESPACE, TMPDIR: run.path('kserve') },
      command: [
        program('kserve', 'kserve-manager'),
        `--metrics-addr=127.0.0.1:${PORTS.kserveMetrics}`,
        `--health-probe-addr=127.0.0.1:${PORTS.kserveHealth}`,
        `--webhook-port=${PORTS.kserveWebhook}`,
      ],
    });
    await manager.ready(() => reach.isFine(PORTS.kserveHealth, '/readyz'));
    await manager.ready(() => reach.listens(PORTS.kserveWebhook));
    await applyWebhooks(plane, objectsOf('kserve', 'config/webhook/manifests.yaml'), PORTS.kserveWebhook);
    // Kustomizations, since they put the images in the place of placeholders.
    await kubectl.api.apply([
      ...objectsOf('kserve', 'config/runtimes'),
      ...objectsOf('kserve', 'config/storagecontainers'),
    ]);
    await untilRefused(plane, REFUSED);
  },
};

interface ConfigMap extends KubeObject {
  readonly data: Record<string, string>;
}

function configuration({ downscaleStabilizationSeconds }: HpaTiming): ConfigMap {
  const [configMap] = objectsOf('kserve', 'config/configmap/inferenceservice.yaml') as ConfigMap[];
  const change = (key: string, values: object) => {
    configMap.data[key] = JSON.stringify({ ...JSON.parse(configMap.data[key]), ...values });
  };
  change('deploy', { defaultDeploymentMode: 'Standard' });
  change('ingress', { disableIngressCreation: true });
  // The window that it gives to the ScaledObjects that it makes.
  change('autoscaler', { scaleDownStabilizationWindowSeconds: `${downscaleStabilizationSeconds}` });
  return configMap;
}
