import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { App, Chart, Size } from 'cdk8s';
import * as lib from 'cdk8s-llm-inference';
import { EXAMPLES } from '../../test/support/examples';
import { addNode } from '../control-plane/components/kwok';
import { type Conditioned, hasCondition, type KubeObject } from '../control-plane/kubectl';
import { until } from '../control-plane/wait';
import { allExamples, type Example } from './support/examples';
import { onControlPlane } from './support/scenario';

/** The namespaces that an example's README asks for. */
const NAMESPACES: Readonly<Record<string, readonly string[]>> = {
  'nim-hpa': ['nim', 'prometheus'],
  'vllm-hpa': ['vllm-example', 'monitoring'],
};

/** The claim that three examples ask for, in the way that needs no provisioner. */
const CLAIM = [
  {
    apiVersion: 'v1',
    kind: 'PersistentVolume',
    metadata: { name: 'llm-model' },
    spec: {
      capacity: { storage: '1Gi' },
      accessModes: ['ReadOnlyMany'],
      storageClassName: '',
      hostPath: { path: '/models' },
      claimRef: { namespace: 'default', name: 'llm-model' },
    },
  },
  {
    apiVersion: 'v1',
    kind: 'PersistentVolumeClaim',
    metadata: { name: 'llm-model', namespace: 'default' },
    spec: {
      accessModes: ['ReadOnlyMany'],
      storageClassName: '',
      volumeName: 'llm-model',
      resources: { requests: { storage: '1Gi' } },
    },
  },
];

/** Kinds that come and go by themselves. */
const RESTLESS = ['events', 'events.events.k8s.io', 'leases.coordination.k8s.io'];
/** What every namespace gets by itself, sooner or later. */
const OF_NAMESPACES = ['ConfigMap kube-root-ca.crt', 'ServiceAccount default'];

interface Deployment extends KubeObject {
  readonly spec: { readonly replicas: number };
  readonly status: { readonly replicas?: number; readonly availableReplicas?: number };
}

/** The lines that a diff takes away and adds, without the counter of changes that the API server keeps. */
function changedLines(diff: string): string[] {
  const lines = diff.split('\n').filter((line) => /^[-+](?![-+]{2} )/.test(line));
  return lines.map((line) => line.replace(/\s+/g, ' ')).filter((line) => !line.includes(' generation: '));
}

/** The text of an example with one number of its scaler raised by one; of a clock it is the size of a window. */
function withOneMore({ yaml }: Example): { text: string; lines: string[] } {
  const [line, field, number] =
    /\b(maxReplicas|maxReplicaCount): (\d+)/.exec(yaml) ?? /\b(targetSize): (2)/.exec(yaml) ?? [];
  if (line === undefined) throw new Error('nothing scales');
  const more = `${field}: ${Number(number) + 1}`;
  return { text: yaml.replace(line, more), lines: [`- ${line}`, `+ ${more}`] };
}

onControlPlane(
  'day 2: what is applied, applied again, changed and deleted',
  { components: ['kwok', 'kserve', 'keda', 'prometheusOperator', 'ack'] },
  (plane) => {
    const examples = allExamples();
    let kinds: readonly string[] = [];

    beforeAll(async () => {
      const { kubectl } = plane();
      await addNode(plane(), 'node', { gpus: 16 });
      await kubectl.makeNamespaces(...new Set(Object.values(NAMESPACES).flat()));
      await kubectl.apply(CLAIM);
      const served = await kubectl.run(['api-resources', '--namespaced', '--verbs=list', '-o', 'name']);
      kinds = served.split('\n').filter((kind) => kind !== '' && !RESTLESS.includes(kind));
    });

    /** Everything that has a namespace, by kind, namespace and name. */
    const census = async (): Promise<string[]> => {
      const listed = await Promise.all(kinds.map((kind) => plane().kubectl.list(kind)));
      return (
        listed
          .flat()
          .filter(({ kind, metadata: { name } }) => !OF_NAMESPACES.includes(`${kind} ${name}`))
          // Each controller of Kubernetes gets an account when it begins to work; no example has one there.
          .filter(({ kind, metadata: { namespace } }) => kind !== 'ServiceAccount' || namespace !== 'kube-system')
          .map(({ kind, metadata: { namespace, name } }) => `${kind} ${namespace} ${name}`)
      );
    };
    const apply = (text: string, ...flags: string[]) => plane().kubectl.try(['apply', ...flags, '-f', '-'], text);
    const diff = async (text: string, ...flags: string[]) => {
      const { code, stdout, stderr } = await plane().kubectl.try(['diff', ...flags, '-f', '-'], text);
      // 1 is "there are differences".
      if (code > 1) throw new Error(stderr);
      return stdout;
    };
    /** Looks until it is so: between the two halves of a diff a controller may write down how it is. */
    const untilIs = <T>(expected: T, look: () => Promise<T>) =>
      until(
        'the manifest differs from what there is as it should',
        async () => {
          const found = await look();
          if (!isDeepStrictEqual(found, expected)) throw new Error(`expected ${expected}, found ${found}`);
          return true;
        },
        { seconds: 30, everyMilliseconds: 1000 },
      );
    const deploymentsIn = async (namespaces: readonly string[]) => {
      const all = (await plane().kubectl.list('deployments.apps')) as Deployment[];
      return all.filter(({ metadata }) => namespaces.includes(metadata.namespace ?? ''));
    };
    const pods = async (namespaces: readonly string[]) => {
      const all = await plane().kubectl.list('pods');
      return all
        .flatMap(({ metadata }) => (namespaces.includes(metadata.namespace ?? '') ? [metadata.name] : []))
        .sort();
    };

    describe.each(examples)('$name', (example) => {
      const { name, yaml, objects } = example;
      const own = objects
        .filter(({ kind }) => ['Deployment', 'InferenceService'].includes(kind))
        .flatMap(({ metadata }) => metadata.namespace ?? []);
      const isReady = async () => {
        const services = (await plane().kubectl.list('inferenceservices')) as (KubeObject & Conditioned)[];
        const deployments = await deploymentsIn(own);
        return (
          deployments.length > 0 &&
          deployments.every(({ spec, status }) => status.availableReplicas === spec.replicas) &&
          services.every(({ status }) => hasCondition(status, 'Ready'))
        );
      };
      // What is written for KServe 0.15 has a word that KServe since 0.16 rewrites in the stored object.
      const isForOldKServe = yaml.includes('deploymentMode: RawDeployment');
      let before: readonly string[] = [];

      test('comes up with one apply, after what its README asks for', async () => {
        before = await census();
        const readme = readFileSync(join(EXAMPLES, name, 'README.md'), 'utf8');
        for (const namespace of NAMESPACES[name] ?? []) expect(readme).toContain(`\`${namespace}\``);
        const { code, stdout, stderr } = await apply(yaml);
        expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
        expect(stdout.trim().split('\n')).toHaveLength(objects.length);
        expect(stdout).not.toMatch(/unchanged|configured/);
        await until('everything is ready', isReady, { everyMilliseconds: 1000 });
      });

      test('applied again, it changes nothing, once the controllers have had their say', async () => {
        const { stdout } = await apply(yaml);
        const changed = stdout.split('\n').filter((line) => line !== '' && !line.endsWith(' unchanged'));
        // kubectl sends the old word again, and KServe rewrites it again.
        expect(changed.map((line) => line.replace(/\/.*/, ''))).toEqual(
          isForOldKServe ? ['inferenceservice.serving.kserve.io'] : [],
        );
        await untilIs('', () => diff(yaml));
      });

      test("changes nothing either when it is applied on the server's side from now on", async () => {
        const { code, stderr } = await apply(yaml, '--server-side');
        const conflicts = stderr.split('\n').filter((line) => /^(- |error: ).*\.(metadata|spec)\./.test(line));
        expect(
          conflicts.filter((line) => !line.includes('.metadata.annotations.serving.kserve.io/deploymentMode')),
        ).toEqual([]);
        expect(code).toBe(isForOldKServe ? 1 : 0);
        if (isForOldKServe) expect((await apply(yaml, '--server-side', '--force-conflicts')).code).toBe(0);
        await untilIs([], async () => changedLines(await diff(yaml, '--server-side', '--force-conflicts')));
      });

      test('one more replica at most is one field, which restarts no pod and resets no size', async () => {
        const { kubectl } = plane();
        for (const { metadata } of await deploymentsIn(own))
          await kubectl.run(['scale', 'deployment', metadata.name, '-n', metadata.namespace ?? '', '--replicas=2']);
        await until('everything is ready', isReady, { everyMilliseconds: 1000 });
        const running = await pods(own);
        const { text, lines } = withOneMore(example);
        await untilIs(lines, async () => changedLines(await diff(text)));
        expect((await apply(text)).code).toBe(0);
        await until('everything is ready', isReady, { everyMilliseconds: 1000 });
        expect(await pods(own)).toEqual(running);
        expect((await deploymentsIn(own)).map(({ spec }) => spec.replicas)).toEqual([2]);
      });

      test('another image restarts the pods and resets no size', async () => {
        const image = /image: (\S+):(\S+)/.exec(yaml);
        const text = image ? yaml.replace(image[0], `image: ${image[1]}:next`) : yaml.replace(/cpu: "1"/g, 'cpu: "2"');
        const running = await pods(own);
        expect((await apply(text)).code).toBe(0);
        await until(
          'all pods are new',
          async () => (await pods(own)).every((pod) => !running.includes(pod)) && (await isReady()),
          { everyMilliseconds: 1000 },
        );
        expect((await deploymentsIn(own)).map(({ spec }) => spec.replicas)).toEqual([2]);
      });

      test('deleted, it leaves nothing behind', async () => {
        await plane().kubectl.run(['delete', '-f', '-'], yaml);
        let left: string[] = [];
        await until(
          'nothing is left',
          async () => {
            left = (await census()).filter((line) => !before.includes(line));
            if (left.length > 0) throw new Error(left.join('; '));
            return true;
          },
          { everyMilliseconds: 1000 },
        );
      });
    });

    describe('replicas that stood in a manifest', () => {
      const namespace = 'vllm-example';
      const { objects = [] } = examples.find(({ name }) => name === 'vllm-hpa') ?? {};
      const ours = objects.find(({ kind }) => kind === 'Deployment') as KubeObject;
      const named = (name: string, replicas?: number) => {
        const spec = { ...(ours.spec as object), ...(replicas !== undefined && { replicas }) };
        return JSON.stringify({ ...ours, metadata: { ...ours.metadata, name }, spec });
      };
      const sizeOf = async (name: string) =>
        (await plane().kubectl.find<Deployment>('deployments.apps', name, namespace))?.spec.replicas;

      test('reset the service to one pod when they are left out, under client-side apply', async () => {
        await plane().kubectl.apply(named('reset', 3));
        await plane().kubectl.apply(named('reset'));
        expect(await sizeOf('reset')).toBe(1);
      });

      test('do not when kubectl is told before that they are left out', async () => {
        await plane().kubectl.apply(named('kept', 3));
        await plane().kubectl.run(['apply', 'set-last-applied', '-f', '-'], named('kept'));
        await plane().kubectl.apply(named('kept'));
        expect(await sizeOf('kept')).toBe(3);
      });
    });

    describe('a ScaledObject on CPU', () => {
      const stack = (namespace: string, backend: lib.Backend) => {
        const app = new App();
        const chart = new Chart(app, namespace, { namespace });
        lib.ClusterProfile.custom().applyTo(chart);
        const target = new lib.LlmInferenceService(chart, 'Gemma', {
          backend,
          engine: lib.Engine.vllm({ version: '0.11.0' }),
          model: lib.Model.huggingFace('google/gemma-3-1b-it'),
          cpu: 1,
          memory: Size.gibibytes(4),
        });
        const metrics = [lib.ResourceMetric.CPU.target(lib.Percent.of(50))];
        new lib.KedaLlmScaler(chart, 'Autoscaler', { target, maxReplicas: 4, metrics });
        return app.synthYaml();
      };

      test('comes up with one apply beside its Deployment', async () => {
        await plane().kubectl.makeNamespaces('plain');
        const { refused } = await plane().kubectl.tryApply(stack('plain', lib.Backend.deployment()));
        expect(refused).toEqual([]);
      });

      test('takes a second one where KServe makes the Deployment, as the warning says', async () => {
        const { kubectl } = plane();
        await kubectl.makeNamespaces('by-kserve');
        const yaml = stack('by-kserve', lib.Backend.kserve());
        // Alone: of all of it KServe may have made the Deployment before KEDA is asked.
        const [scaledObject] = yaml.split('---\n').filter((text) => text.includes('kind: ScaledObject'));
        const { refused } = await kubectl.tryApply(scaledObject);
        expect(refused.join('\n')).toContain('Deployment.apps "gemma-predictor" not found');
        await kubectl.tryApply(yaml);
        await kubectl.waitFor('deployments.apps', 'gemma-predictor', 'by-kserve');
        await until('it is accepted', async () => (await kubectl.tryApply(yaml)).code === 0, {
          everyMilliseconds: 1000,
        });
      });
    });
  },
);
