import { App, Chart, Size } from 'cdk8s';
import * as lib from 'cdk8s-llm-inference';
import type { Conditioned, KubeObject } from '../control-plane/kubectl';
import { until } from '../control-plane/wait';
import { allExamples, namespacesOf } from './support/examples';
import { predicted, resolvePort, type ServiceObject } from './support/predicted';
import { onControlPlane } from './support/scenario';

/** The parts of what KServe makes that are looked at. */
interface Deployment extends KubeObject {
  readonly spec: {
    readonly selector: { readonly matchLabels: Readonly<Record<string, string>> };
    readonly strategy: object;
    readonly template: {
      readonly metadata: { readonly labels: Readonly<Record<string, string>> };
      readonly spec: { readonly containers: readonly Container[] };
    };
  };
}

interface Container {
  readonly name: string;
  readonly ports?: readonly { readonly name?: string; readonly containerPort: number }[];
  readonly resources: object;
}

interface Autoscaler extends KubeObject {
  readonly spec: Readonly<Record<string, unknown>>;
}

/** One service of every engine preset that KServe can run, in a namespace of its own. */
const PRESETS = {
  vllm: { engine: lib.Engine.vllm({ version: '0.11.0' }), model: lib.Model.huggingFace('Qwen/Qwen2.5-7B-Instruct') },
  sglang: { engine: lib.Engine.sglang({ version: '0.5.4' }), model: lib.Model.claim('models') },
  nim: {
    engine: lib.Engine.nim({
      image: 'nvcr.io/nim/meta/llama3-8b-instruct:1.0.3',
      apiKey: lib.SecretKey.of('ngc', 'key'),
    }),
    model: undefined,
  },
  huggingface: { engine: lib.Engine.huggingFaceServer({}), model: lib.Model.huggingFace('facebook/opt-125m') },
  runtime: {
    engine: lib.Engine.kserveRuntime({ modelFormat: 'sklearn', metricsPath: '/metrics' }),
    model: lib.Model.storage('gs://kfserving-examples/models/sklearn/1.0/model'),
  },
  custom: {
    engine: lib.Engine.custom({ image: 'example.com/server:1', port: 9000, metricsPath: '/metrics' }),
    model: lib.Model.inImage(),
  },
} as const;

function presetServices(): { yaml: string; objects: KubeObject[] } {
  const app = new App();
  const chart = new Chart(app, 'presets', { namespace: 'presets' });
  lib.ClusterProfile.kubePrometheusStack({ release: 'prometheus' }).applyTo(chart);
  for (const [name, { engine, model }] of Object.entries(PRESETS)) {
    new lib.LlmInferenceService(chart, name, { engine, model, cpu: 1, memory: Size.gibibytes(4) });
  }
  return { yaml: app.synthYaml() as string, objects: chart.toJson() };
}

const EXAMPLES = allExamples();
const OBJECTS = [...EXAMPLES.flatMap(({ objects }) => objects), ...presetServices().objects];
const SERVICES = OBJECTS.filter(({ kind }) => kind === 'InferenceService').map((object) => ({
  name: object.metadata.name,
  service: predicted(object, OBJECTS),
}));

onControlPlane('what KServe makes', { components: ['kserve', 'keda', 'prometheusOperator', 'ack'] }, (plane) => {
  beforeAll(async () => {
    const { kubectl } = plane();
    await kubectl.makeNamespaces(...namespacesOf(EXAMPLES), 'presets');
    for (const { yaml } of EXAMPLES) await kubectl.apply(yaml);
    await kubectl.apply(presetServices().yaml);
  });

  describe.each(SERVICES)('of $name', ({ service }) => {
    const { namespace } = service;

    test('is the Deployment that scalers aim at, with the pods that selectors mean', async () => {
      const made = await plane().kubectl.waitFor<Deployment>('deployment', service.deployment, namespace);
      expect(made.spec.selector.matchLabels).toEqual(service.podSelector);
      expect(made.spec.template.metadata.labels).toMatchObject(service.podSelector);
      const [container] = made.spec.template.spec.containers;
      expect(container).toMatchObject({ name: 'kserve-container', resources: service.resources });
      expect(made.spec.strategy).toEqual(service.strategy);
    });

    test('is a Service that the monitor selects, and whose port leads to the metrics', async () => {
      const { kubectl } = plane();
      const made = await kubectl.waitFor<ServiceObject>('service', service.deployment, namespace);
      expect(made.metadata.labels).toMatchObject(service.serviceLabels);
      expect(made.spec.selector).toEqual(service.podSelector);
      const { spec } = await kubectl.waitFor<Deployment>('deployment', service.deployment, namespace);
      const { ports = [] } = spec.template.spec.containers[0];
      expect(ports[0]).toMatchObject(service.port);
      if (service.monitor) {
        expect(made.metadata.labels).toMatchObject(service.monitor.selector);
        expect(resolvePort(made, service.monitor.port, ports)).toBe(service.port.containerPort);
      }
    });

    test('is one autoscaler of the class that was asked for, or none', async () => {
      const { kubectl } = plane();
      // KServe tells of the predictor when it has made everything that belongs to it.
      await until('KServe has dealt with it', async () => {
        const found = await kubectl.find<KubeObject & Conditioned>('inferenceservice', service.name, namespace);
        return found?.status?.conditions?.some(({ type }) => type === 'PredictorReady');
      });
      const owned = async (kind: string) => {
        const all = await kubectl.list(kind, namespace);
        return all.filter(({ metadata }) => metadata.name === service.deployment) as Autoscaler[];
      };
      const found = [...(await owned('horizontalpodautoscaler')), ...(await owned('scaledobject'))];
      expect(found.map(({ kind }) => kind)).toEqual(service.autoscaler ? [service.autoscaler.kind] : []);
      if (service.autoscaler) expect(found[0].spec).toMatchObject(service.autoscaler.spec);
    });
  });
});
