import { writeFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { Component, Plane } from '../plane';
import { PORTS } from '../ports';
import { program } from '../tools';
import { serveAggregated } from './aggregated';

const NAMESPACE = 'monitoring';
const NAME = 'prometheus-adapter';

/** Which API each section of its configuration serves. */
const APIS = {
  rules: 'v1beta1.custom.metrics.k8s.io',
  externalRules: 'v1beta1.external.metrics.k8s.io',
  resourceRules: 'v1beta1.metrics.k8s.io',
} as const;

/** prometheus-adapter; it starts when it is given a configuration, see {@link configureAdapter}. */
export const prometheusAdapter: Component = { tools: ['prometheus-adapter'], namespaces: [NAMESPACE] };

/** Runs prometheus-adapter with this configuration, in place of one that ran before. */
export async function configureAdapter(plane: Plane, configuration: string): Promise<void> {
  const { run, network, processes, kubectl, certificates } = plane;
  const file = run.path('prometheus-adapter.yaml');
  writeFileSync(file, configuration);
  await processes.find(NAME)?.stop();
  const adapter = processes.start(NAME, {
    namespace: network.control,
    command: [
      program('prometheus-adapter', 'prometheus-adapter'),
      `--config=${file}`,
      `--prometheus-url=http://127.0.0.1:${PORTS.prometheus}`,
      '--metrics-relist-interval=2s',
      '--metrics-max-age=30s',
      `--secure-port=${PORTS.prometheusAdapter}`,
      '--bind-address=127.0.0.1',
      `--tls-cert-file=${certificates.server.certificate}`,
      `--tls-private-key-file=${certificates.server.key}`,
      `--lister-kubeconfig=${kubectl.kubeconfig}`,
      `--authentication-kubeconfig=${kubectl.kubeconfig}`,
      `--authorization-kubeconfig=${kubectl.kubeconfig}`,
    ],
  });
  const sections = parse(configuration) as Record<string, unknown>;
  const service = { name: NAME, namespace: NAMESPACE, port: PORTS.prometheusAdapter };
  for (const [section, api] of Object.entries(APIS)) {
    if (sections[section] !== undefined) await serveAggregated(plane, adapter, api, service);
  }
}
