import { Yaml } from 'cdk8s';
import { build } from '../../test/support/random-apps';
import { addNode } from '../control-plane/components/kwok';
import type { KubeObject } from '../control-plane/kubectl';
import { until } from '../control-plane/wait';
import { predicted } from './support/predicted';
import { outcome, randomApps } from './support/random';
import { onControlPlane } from './support/scenario';

const TRIED = process.env.E2E_LONG === '1' ? 2000 : 200;
/** How many of them are asked about at a time: one kubectl each. */
const AT_ONCE = 10;
/** A dry run finds no name that is too long for KServe, no storage that it does not know: some are really applied. */
const APPLIED = 50;
const NAMESPACES = ['default', 'llm', 'monitoring', 'kube-system'];
/** What brings a model of a runtime that the cluster may not have is not KServe's to make. */
const UNKNOWN_RUNTIME = /"(modelFormat|runtime)"/;

interface Deployment extends KubeObject {
  readonly metadata: KubeObject['metadata'] & { readonly generation: number };
  readonly status?: { readonly observedGeneration?: number };
}

onControlPlane(
  'random apps on the API server and the webhooks of KServe, KEDA and the operator',
  { components: ['kwok', 'kserve', 'keda', 'prometheusOperator', 'ack'] },
  (plane) => {
    const accepted = acceptedApps(TRIED);

    beforeAll(async () => {
      jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
      await plane().kubectl.makeNamespaces(...NAMESPACES);
      await addNode(plane(), 'gpu-node', { gpus: 512 });
    });
    afterAll(() => jest.restoreAllMocks());

    test(
      `what ${TRIED} accepted apps emit is neither refused nor warned of`,
      async () => {
        const said: string[] = [];
        for (let from = 0; from < accepted.length; from += AT_ONCE) {
          const objects = accepted.slice(from, from + AT_ONCE).flatMap((app) => app.objects);
          const { code, done, refused, warnings } = await plane().kubectl.tryApply(yaml(objects), { isDryRun: true });
          said.push(...refused, ...warnings);
          if (code === 0) expect(done).toHaveLength(objects.length);
        }
        expect(said).toEqual([]);
      },
      TRIED * 3000,
    );

    test(
      `KServe makes a Deployment and a Service of every InferenceService of ${APPLIED} apps`,
      async () => {
        const apps = accepted.slice(0, APPLIED).map(({ plan }, index) => inNamespace(plan, `app-${index}`));
        const { kubectl } = plane();
        await kubectl.makeNamespaces(...apps.flatMap(({ namespace }) => namespace));
        const all = apps.flatMap(({ objects }) => objects);
        await kubectl.apply(yaml(all.filter(({ kind }) => kind !== 'ScaledObject')));
        const services = apps.flatMap(({ objects }) =>
          objects
            .filter((each) => each.kind === 'InferenceService' && !UNKNOWN_RUNTIME.test(JSON.stringify(each.spec)))
            .map((each) => predicted(each, objects)),
        );
        expect(services.length).toBeGreaterThan(APPLIED / 3);
        for (const { namespace, deployment } of services) {
          const isMade = async () =>
            (await kubectl.find<Deployment>('deployments.apps', deployment, namespace))?.status?.observedGeneration;
          await until(`Deployment ${namespace}/${deployment} is there`, isMade);
          await kubectl.waitFor('services', deployment, namespace);
        }
        // On CPU they want their Deployment first.
        await kubectl.apply(yaml(all.filter(({ kind }) => kind === 'ScaledObject')));
      },
      APPLIED * 12_000,
    );

    test('no component has ended by itself', () => {
      expect(plane().processes.complaints()).toEqual([]);
    });
  },
);

type Accepted = ReturnType<typeof acceptedApps>[number];

function acceptedApps(count: number) {
  const found = [];
  for (const { plan, objects } of randomApps()) {
    if (objects === undefined) continue;
    // The parts that belong to the cluster are the same for all.
    found.push({ plan, objects: objects.filter(({ kind }) => kind !== 'Namespace') });
    if (found.length === count) break;
  }
  return found;
}

/** The same app in a namespace of its own; without what there is once per cluster, as is the port of a node. */
function inNamespace(plan: Accepted['plan'], namespace: string) {
  const { objects = [], messages } = outcome(build({ ...plan, namespace }).chart);
  if (messages) throw new Error(`in ${namespace} it is refused: ${messages.join('; ')}`);
  const isOfItsOwn = (each: KubeObject) =>
    each.metadata.namespace === namespace && !JSON.stringify(each.spec ?? {}).includes('"nodePort"');
  return { namespace, objects: objects.filter(isOfItsOwn) };
}

/** In the words of `cdk8s synth`: another writer quotes other texts. */
function yaml(objects: readonly object[]): string {
  return Yaml.stringify(...objects);
}
