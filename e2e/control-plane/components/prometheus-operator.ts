import type { Component, Plane } from '../plane';
import { PORTS } from '../ports';
import { manifest, program } from '../tools';

/** The kinds that matter here. The operator does without the others, and the API server without their 3 MB. */
const CRDS = ['podmonitors', 'probes', 'prometheuses', 'prometheusrules', 'servicemonitors'].flatMap((kind) => [
  '-f',
  manifest('prometheus-operator', `example/prometheus-operator-crd/monitoring.coreos.com_${kind}.yaml`),
]);

/** The Prometheus Operator: turns monitors and rules into the configuration of Prometheus. */
export const prometheusOperator: Component = {
  tools: ['prometheus-operator'],
  namespaces: ['monitoring'],
  async crds({ kubectl }: Plane) {
    await kubectl.createCrds(CRDS);
  },
  async start({ network, processes, kubectl, reach }: Plane) {
    const operator = processes.start('prometheus-operator', {
      namespace: network.control,
      env: { KUBECONFIG: kubectl.kubeconfig },
      command: [
        program('prometheus-operator', 'prometheus-operator'),
        `--web.listen-address=127.0.0.1:${PORTS.prometheusOperator}`,
      ],
    });
    await operator.ready(() => reach.isFine(PORTS.prometheusOperator, '/healthz'));
  },
};
