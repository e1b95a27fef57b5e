import { SERVICE_RANGE } from '../network';
import type { Plane } from '../plane';
import { PORTS } from '../ports';
import type { Running } from '../processes';
import { program } from '../tools';

/** Starts the API server, with RBAC and with aggregation of other API servers. */
export async function startApiServer({ network, processes, certificates, reach }: Plane): Promise<Running> {
  const { authority, server, frontProxy, serviceAccounts } = certificates;
  const apiServer = processes.start('kube-apiserver', {
    namespace: network.control,
    // It lives for minutes and has the memory: collecting garbage takes a third of its time.
    env: { GOGC: '200' },
    command: [
      program('kubernetes', 'kube-apiserver'),
      `--etcd-servers=http://127.0.0.1:${PORTS.etcd}`,
      `--secure-port=${PORTS.apiServer}`,
      '--bind-address=127.0.0.1',
      // It must not be a loopback address, and nobody uses it.
      '--advertise-address=10.244.0.1',
      '--endpoint-reconciler-type=none',
      `--service-cluster-ip-range=${SERVICE_RANGE}`,
      '--allow-privileged=true',
      '--authorization-mode=RBAC',
      `--client-ca-file=${authority.certificate}`,
      `--tls-cert-file=${server.certificate}`,
      `--tls-private-key-file=${server.key}`,
      '--service-account-issuer=https://kubernetes.default.svc',
      `--service-account-key-file=${serviceAccounts.certificate}`,
      `--service-account-signing-key-file=${serviceAccounts.key}`,
      `--proxy-client-cert-file=${frontProxy.certificate}`,
      `--proxy-client-key-file=${frontProxy.key}`,
      `--requestheader-client-ca-file=${authority.certificate}`,
      '--requestheader-allowed-names=front-proxy-client',
      '--requestheader-username-headers=X-Remote-User',
      '--requestheader-group-headers=X-Remote-Group',
      '--requestheader-extra-headers-prefix=X-Remote-Extra-',
    ],
  });
  await apiServer.ready(() => reach.isFine(PORTS.apiServer, '/readyz', { isSecure: true }));
  return apiServer;
}
