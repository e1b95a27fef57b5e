import type { Plane } from '../plane';
import { PORTS } from '../ports';
import { program } from '../tools';

/** Starts the controllers of Kubernetes: Deployments, HorizontalPodAutoscalers, garbage collection and the rest. */
export async function startControllerManager(plane: Plane): Promise<void> {
  const { network, processes, certificates, kubectl, reach, hpa } = plane;
  const manager = processes.start('kube-controller-manager', {
    namespace: network.control,
    command: [
      program('kubernetes', 'kube-controller-manager'),
      `--kubeconfig=${kubectl.kubeconfig}`,
      ...servedTo(plane),
      '--bind-address=127.0.0.1',
      `--secure-port=${PORTS.controllerManager}`,
      `--service-account-private-key-file=${certificates.serviceAccounts.key}`,
      `--root-ca-file=${certificates.authority.certificate}`,
      '--use-service-account-credentials=true',
      '--leader-elect=false',
      `--horizontal-pod-autoscaler-sync-period=${hpa.syncSeconds}s`,
      `--horizontal-pod-autoscaler-downscale-stabilization=${hpa.downscaleStabilizationSeconds}s`,
      `--horizontal-pod-autoscaler-initial-readiness-delay=${hpa.initialReadinessDelaySeconds}s`,
      `--horizontal-pod-autoscaler-cpu-initialization-period=${hpa.cpuInitializationSeconds}s`,
    ],
  });
  await manager.ready(() => reach.isFine(PORTS.controllerManager, '/healthz', { isSecure: true }));
}

/** Starts the scheduler. */
export async function startScheduler(plane: Plane): Promise<void> {
  const { network, processes, kubectl, reach } = plane;
  const scheduler = processes.start('kube-scheduler', {
    namespace: network.control,
    command: [
      program('kubernetes', 'kube-scheduler'),
      `--kubeconfig=${kubectl.kubeconfig}`,
      ...servedTo(plane),
      '--bind-address=127.0.0.1',
      `--secure-port=${PORTS.scheduler}`,
      '--leader-elect=false',
    ],
  });
  await scheduler.ready(() => reach.isFine(PORTS.scheduler, '/healthz', { isSecure: true }));
}

/** Whom their own ports let in, and as whom they answer. */
function servedTo({ kubectl, certificates: { server } }: Plane): string[] {
  return [
    `--authentication-kubeconfig=${kubectl.kubeconfig}`,
    `--authorization-kubeconfig=${kubectl.kubeconfig}`,
    `--tls-cert-file=${server.certificate}`,
    `--tls-private-key-file=${server.key}`,
  ];
}
