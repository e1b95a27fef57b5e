import { addNode } from '../control-plane/components/kwok';
import { configureAdapter } from '../control-plane/components/prometheus-adapter';
import { program } from '../control-plane/tools';
import { until } from '../control-plane/wait';
import { gauges } from '../world/pages';
import { type Page, World, type WorldPod } from '../world/world';
import { adapterConfigOf, exampleCalled } from './support/examples';
import { hpaCalled, reasonOf } from './support/hpa';
import { onControlPlane } from './support/scenario';

const NAMESPACE = 'nim';
const DEPLOYMENT = 'meta-llama3-8b';
const PATIENCE = { seconds: 150, everyMilliseconds: 300 };

/** What the published post saw with `kubectl get hpa -w`: the KV-cache usage, in thousandths, and the replicas. */
const PUBLISHED = [
  { usage: 9, replicas: 1 },
  { usage: 8, replicas: 1 },
  { usage: 1, replicas: 1 },
  { usage: 33, replicas: 1 },
  { usage: 56, replicas: 1 },
  { usage: 39, replicas: 1 },
  { usage: 208, replicas: 1 },
  { usage: 208, replicas: 3 },
  { usage: 293, replicas: 3 },
  { usage: 7, replicas: 3 },
];

interface Cache {
  /** In thousandths. */
  usage: number;
  /** Whether the pods after the first serve. Until then they show nothing. */
  hasNewPodsLoaded: boolean;
}

function cachePage(load: Cache): Page {
  let first: string | undefined;
  const page = ({ name }: WorldPod) => {
    first ??= name;
    const isLoading = name !== first && !load.hasNewPodsLoaded;
    return isLoading ? '' : gauges({ gpu_cache_usage_perc: [{ value: load.usage / 1000 }] });
  };
  return Object.assign(page, { load });
}

onControlPlane(
  'nim-hpa: the log of the published post, line by line',
  { components: ['kwok', 'prometheusOperator', 'prometheus', 'prometheusAdapter'] },
  (plane) => {
    const example = exampleCalled('nim-hpa');
    const cache: Cache = { usage: PUBLISHED[0].usage, hasNewPodsLoaded: false };
    const hpa = hpaCalled(plane, `${DEPLOYMENT}-hpa`, NAMESPACE);
    let seen = 0;

    /** The columns TARGETS and REPLICAS of `kubectl get hpa --watch`, from the first measured value on. */
    const watched = () =>
      (plane().processes.find('kubectl-watch')?.tail(10_000) ?? '').split('\n').flatMap((line) => {
        const [, , targets, , , replicas] = line.split(/\s+/);
        return targets?.endsWith('m/100m') ? [`${targets} ${replicas}`] : [];
      });

    beforeAll(async () => {
      const { kubectl, processes, network } = plane();
      await addNode(plane(), 'gpu-node');
      await kubectl.makeNamespaces(NAMESPACE, 'prometheus');
      const world = new World(plane(), [8000]);
      world.show({
        namespace: NAMESPACE,
        selector: `app.kubernetes.io/name=${DEPLOYMENT}`,
        port: 8000,
        path: '/v1/metrics',
        page: cachePage(cache),
      });
      await kubectl.apply(example.yaml);
      await configureAdapter(plane(), adapterConfigOf(example));
      const get = ['get', 'hpa', `${DEPLOYMENT}-hpa`, '--namespace', NAMESPACE, '--watch', '--no-headers'];
      processes.start('kubectl-watch', {
        namespace: network.control,
        command: [program('kubernetes', 'kubectl'), '--kubeconfig', kubectl.kubeconfig, ...get],
      });
    });

    test.each(PUBLISHED)('$usage of 100 thousandths: REPLICAS $replicas', async ({ usage, replicas }) => {
      cache.usage = usage;
      // The new pods load their model first. Until they have, the HPA takes them for idle, and 293m are no reason for
      // more: without that it would have gone to 9.
      cache.hasNewPodsLoaded = usage === 7;
      const line = `${usage}m/100m ${replicas}`;
      await until(`kubectl says ${line}`, () => watched().includes(line, seen), PATIENCE);
      seen = watched().indexOf(line, seen) + 1;
    });

    test('three stay for as long as the window lasts, and there were no other replicas', async () => {
      const isWaiting = async () => reasonOf(await hpa(), 'AbleToScale') === 'ScaleDownStabilized';
      await until('the HPA wants fewer and waits', isWaiting, PATIENCE);
      const replicas = watched().map((line) => line.split(' ')[1]);
      expect(replicas.filter((count, index) => count !== replicas[index - 1])).toEqual(['1', '3']);
    });
  },
);
