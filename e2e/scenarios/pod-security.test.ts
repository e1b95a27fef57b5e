import { readText } from '../../test/support/markdown';
import { podSpecOf } from '../../test/support/pod-security';
import type { KubeObject } from '../control-plane/kubectl';
import { allExamples, type Example, namespacesOf } from './support/examples';
import { predicted } from './support/predicted';
import { onControlPlane } from './support/scenario';

/** From the strictest on. */
const LEVELS = ['restricted', 'baseline', 'privileged'] as const;

interface Pod {
  readonly metadata?: Pick<KubeObject['metadata'], 'labels' | 'annotations'>;
  readonly spec: object;
}

interface Deployment extends KubeObject {
  readonly spec: { readonly template: Pod };
}

onControlPlane(
  'the levels of pod security that the examples state',
  { components: ['kwok', 'kserve', 'keda', 'prometheusOperator', 'ack'] },
  (plane) => {
    const examples = allExamples();

    beforeAll(async () => {
      const { kubectl } = plane();
      await kubectl.makeNamespaces(...namespacesOf(examples));
      await kubectl.api.apply(
        LEVELS.map((level) => ({
          apiVersion: 'v1',
          kind: 'Namespace',
          metadata: { name: level, labels: { 'pod-security.kubernetes.io/enforce': level } },
        })),
      );
      // Without it no pod is let in at all.
      for (const level of LEVELS) await kubectl.waitFor('serviceaccounts', 'default', level);
    });

    test.each(examples)('the pods of $name are let in where its README says, and nowhere stricter', async (example) => {
      const { metadata, spec } = await podOf(example);
      const letIn: string[] = [];
      for (const level of LEVELS) {
        // By its labels KServe knows the pod, and adds the container that loads the model.
        const pod = { apiVersion: 'v1', kind: 'Pod', metadata: { ...metadata, name: 'tried', namespace: level }, spec };
        const refusal = await plane()
          .kubectl.api.apply([pod], { isDryRun: true })
          .catch(({ message }: Error) => message);
        if (refusal === undefined) letIn.push(level);
        else expect(refusal).toContain(`violates PodSecurity "${level}:latest"`);
      }
      expect(letIn).toEqual(LEVELS.slice(LEVELS.indexOf(statedBy(example))));
    });

    /** The pods as they are really made: by the Deployment of the example, or by the one that KServe makes. */
    async function podOf(example: Example): Promise<Pod> {
      const { kubectl } = plane();
      const [service] = example.objects.filter(({ kind }) => kind === 'InferenceService');
      if (service === undefined) return { spec: example.objects.flatMap((each) => podSpecOf(each))[0] };
      await kubectl.tryApply(example.yaml);
      const { deployment, namespace } = predicted(service, example.objects);
      return (await kubectl.waitFor<Deployment>('deployments.apps', deployment, namespace)).spec.template;
    }
  },
);

/** A runtime of KServe may add to what the manifest says. */
function statedBy({ name }: Example): (typeof LEVELS)[number] {
  const readme = readText(`examples/${name}/README.md`);
  const stated = (how: string) => new RegExp(`${how}: \\*\\*(\\w+)\\*\\*`).exec(readme)?.[1];
  return (stated('as KServe 0.20 makes them') ?? stated('as emitted')) as (typeof LEVELS)[number];
}
