import type { ComponentName } from '../control-plane/control-plane';
import { PORTS } from '../control-plane/ports';
import { until } from '../control-plane/wait';
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
      expect(refused.join('\n')).toContain("'MinReplicas' cannot be greater than MaxReplicas");
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
        // In a dry run it would not look for the Deployment.
      );
      expect(refused.join('\n')).toContain('Deployment.apps "nobody" not found');
    });

    test('Prometheus runs what the operator makes of monitors and rules', async () => {
      const { kubectl, reach } = plane();
      await kubectl.apply(examples.find(({ name }) => name === 'vllm-hpa')?.yaml ?? '');
      const jobs = ['serviceMonitor/vllm-example/gemma/0', 'serviceMonitor/monitoring/dcgm-exporter/0'];
      await until('Prometheus has the jobs of the monitors', async () => {
        const { body } = await reach.call(PORTS.prometheus, '/api/v1/scrape_pools');
        const { scrapePools } = (JSON.parse(body) as { data: { scrapePools: string[] } }).data;
        return jobs.every((job) => scrapePools.includes(job));
      });
      await until('Prometheus has the recording rule', async () => {
        const { body } = await reach.call(PORTS.prometheus, '/api/v1/rules');
        return body.includes('namespace_pod:DCGM_FI_DEV_GPU_UTIL:avg');
      });
    });

    test('no component has ended by itself', () => {
      expect(plane().processes.complaints()).toEqual([]);
    });
  },
);
