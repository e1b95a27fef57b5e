import { stringify } from 'yaml';
import { readText } from '../../test/support/markdown';
import { podSpecOf } from '../../test/support/pod-security';
import type { KubeObject } from '../control-plane/kubectl';
import { allExamples, type Example, namespacesOf } from './support/examples';
import { predicted } from './support/predicted';
import { onControlPlane } from './support/scenario';

/** From the strictest on. */
const LEVELS = ['restricted', 'baseline', 'privileged'] as const;

interface Deployment extends KubeObject {
  readonly spec: { readonly template: { readonly spec: object } };
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
    });

    test.each(examples)('the pods of $name are let in where its README says, and nowhere stricter', async (example) => {
      const pod = await podOf(example);
      const letIn: string[] = [];
      for (const level of LEVELS) {
        const text = stringify({
          apiVersion: 'v1',
          kind: 'Pod',
          metadata: { name: 'tried', namespace: level },
          spec: pod,
        });
        const { code, refused } = await plane().kubectl.tryApply(text, { isDryRun: true });
        if (code === 0) letIn.push(level);
        else expect(refused.join('\n')).toContain(`violates PodSecurity "${level}:latest"`);
      }
      expect(letIn).toEqual(LEVELS.slice(LEVELS.indexOf(statedBy(example))));
    });

    /** The pods as they are really made: by the Deployment of the example, or by the one that KServe makes. */
    async function podOf(example: Example): Promise<object> {
      const { kubectl } = plane();
      const [service] = example.objects.filter(({ kind }) => kind === 'InferenceService');
      if (service === undefined) return example.objects.flatMap((each) => podSpecOf(each))[0];
      await kubectl.tryApply(example.yaml);
      const { deployment, namespace } = predicted(service, example.objects);
      return (await kubectl.waitFor<Deployment>('deployments.apps', deployment, namespace)).spec.template.spec;
    }
  },
);

function statedBy({ name }: Example): (typeof LEVELS)[number] {
  const stated = /Pod Security level of the pods as emitted: \*\*(\w+)\*\*/.exec(
    readText(`examples/${name}/README.md`),
  );
  return stated?.[1] as (typeof LEVELS)[number];
}
