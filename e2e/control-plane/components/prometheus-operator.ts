import { crdsOf } from '../manifests';
import type { Component, Plane } from '../plane';
import { PORTS } from '../ports';
import { program } from '../tools';

/** The kinds that matter here. The operator does without the others, and the API server without their 3 MB. */
const KINDS = ['podmonitors', 'probes', 'prometheuses', 'prometheusrules', 'servicemonitors'];
const FILE = 'example/prometheus-operator-crd/monitoring.coreos.com_';

/** The Prometheus Operator: turns monitors and rules into the configuration of Prometheus. */
export const prometheusOperator: Component = {
  tools: ['prometheus-operator'],
  namespaces: ['monitoring'],
  crds: () => KINDS.flatMap((kind) => crdsOf('prometheus-operator', `${FILE}${kind}.yaml`)),
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
