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
      `--authentication-kubeconfig=${kubectl.kubeconfig}`,
      `--authorization-kubeconfig=${kubectl.kubeconfig}`,
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
export async function startScheduler({ network, processes, kubectl, reach }: Plane): Promise<void> {
  const scheduler = processes.start('kube-scheduler', {
    namespace: network.control,
    command: [
      program('kubernetes', 'kube-scheduler'),
      `--kubeconfig=${kubectl.kubeconfig}`,
      `--authentication-kubeconfig=${kubectl.kubeconfig}`,
      `--authorization-kubeconfig=${kubectl.kubeconfig}`,
      '--bind-address=127.0.0.1',
      `--secure-port=${PORTS.scheduler}`,
      '--leader-elect=false',
    ],
  });
  await scheduler.ready(() => reach.isFine(PORTS.scheduler, '/healthz', { isSecure: true }));
}
