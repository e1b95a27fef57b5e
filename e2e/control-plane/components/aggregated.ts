import { type Conditioned, hasCondition, type KubeObject } from '../kubectl';
import type { Plane } from '../plane';
import type { Running } from '../processes';

export interface Service {
  readonly name: string;
  readonly namespace: string;
  readonly port: number;
}

/**
 * Registers an API server of its own (`v1beta1.GROUP`) that listens at a port here, and waits until it is Available.
 * Its Service has no pods: a Service by name leads back to this namespace's localhost.
 */
export async function serveAggregated(plane: Plane, server: Running, api: string, service: Service): Promise<void> {
  const { kubectl } = plane;
  const { name, namespace, port } = service;
  const [version, ...group] = api.split('.');
  await kubectl.api.apply([
    {
      apiVersion: 'v1',
      kind: 'Service',
      metadata: { name, namespace },
      spec: { type: 'ExternalName', externalName: 'localhost', ports: [{ port }] },
    },
    {
      apiVersion: 'apiregistration.k8s.io/v1',
      kind: 'APIService',
      metadata: { name: api },
      spec: {
        group: group.join('.'),
        version,
        groupPriorityMinimum: 100,
        versionPriority: 100,
        insecureSkipTLSVerify: true,
        service: { name, namespace, port },
      },
    },
  ]);
  await server.ready(
    async () => {
      const found = await kubectl.find<KubeObject & Conditioned>('apiservice', api);
      return hasCondition(found?.status, 'Available');
    },
    { everyMilliseconds: 300 },
  );
}
