import { existsSync } from 'node:fs';
import { type ComponentName, ControlPlane } from '../control-plane/control-plane';
import { sh } from '../control-plane/shell';
import { allExamples, namespacesOf } from './support/examples';
import { onControlPlane } from './support/scenario';

const COMPONENTS: ComponentName[] = ['kwok', 'kserve', 'keda', 'prometheusOperator', 'prometheus', 'ack'];

onControlPlane(
  'admission by the API server and the webhooks of KServe, KEDA and the operator',
  { components: COMPONENTS },
  (plane) => {
    const examples = allExamples();

    beforeAll(() => plane().kubectl.makeNamespaces(...namespacesOf(examples)));

    test.each(examples)('what example $name writes is accepted without a warning', async ({ yaml, objects }) => {
      const applied = await plane().kubectl.tryApply(yaml, { isDryRun: true });
      expect({ refused: applied.refused, warnings: applied.warnings }).toEqual({ refused: [], warnings: [] });
      expect(applied.done).toHaveLength(objects.length);
    });

    test('a field that does not exist is refused, so the validation is strict', async () => {
      const { refused } = await plane().kubectl.tryApply(
        JSON.stringify({
          apiVersion: 'monitoring.coreos.com/v1',
          kind: 'ServiceMonitor',
          metadata: { name: 'wrong', namespace: 'default' },
          spec: { selector: {}, endpoints: [{ prot: 'http' }] },
        }),
        { isDryRun: true },
      );
      expect(refused.join('\n')).toContain('unknown field "spec.endpoints[0].prot"');
    });

    test("KServe's webhook judges InferenceServices", async () => {
      const { refused } = await plane().kubectl.tryApply(
        JSON.stringify({
          apiVersion: 'serving.kserve.io/v1beta1',
          kind: 'InferenceService',
          metadata: { name: 'wrong', namespace: 'default' },
          spec: { predictor: { minReplicas: 5, maxReplicas: 1, model: { modelFormat: { name: 'sklearn' } } } },
        }),
        { isDryRun: true },
      );
      expect(refused.join('\n')).toContain('MinReplicas cannot be greater than MaxReplicas');
    });

    test("KEDA's webhook judges ScaledObjects", async () => {
      const { refused } = await plane().kubectl.tryApply(
        JSON.stringify({
          apiVersion: 'keda.sh/v1alpha1',
          kind: 'ScaledObject',
          metadata: { name: 'wrong', namespace: 'default' },
          spec: {
            scaleTargetRef: { name: 'nobody' },
            triggers: [{ type: 'cpu', metricType: 'Utilization', metadata: { value: '50' } }],
          },
        }),
        { isDryRun: true },
      );
      expect(refused.join('\n')).toContain('Deployment.apps "nobody" not found');
    });

    test('no component has ended by itself', () => {
      expect(plane().processes.complaints()).toEqual([]);
    });
  },
);

onControlPlane('a control plane that is stopped', {}, (_plane) => {
  test('leaves no process, namespace, mount or folder, and does not disturb another', async () => {
    const plane = await ControlPlane.start();
    const { run, network } = plane;
    expect(sh('ip', 'netns', 'list')).toContain(network.control);
    await plane.stop();
    expect(existsSync(run.folder)).toBe(false);
    expect(existsSync(`/etc/netns/${network.control}`)).toBe(false);
    for (const [command, ...args] of [
      ['ip', 'netns', 'list'],
      ['ps', '-eo', 'args'],
      ['cat', '/proc/mounts'],
    ]) {
      expect(sh(command, ...args)).not.toContain(run.id);
    }
    expect(await _plane().kubectl.run(['get', '--raw', '/readyz'])).toBe('ok');
  });
});
