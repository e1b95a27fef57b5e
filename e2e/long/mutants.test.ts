import { runChecks } from '../../src/checks/run';
import { VLLM } from '../../src/metrics/catalogue/vllm';
import { buildGraph } from '../../src/stack/graph';
import { readManifests } from '../../src/stack/read';
import { addNode } from '../control-plane/components/kwok';
import { configureAdapter } from '../control-plane/components/prometheus-adapter';
import type { KubeObject } from '../control-plane/kubectl';
import { pause, until } from '../control-plane/wait';
import { adapterConfigOf, exampleCalled } from '../scenarios/support/examples';
import { onControlPlane } from '../scenarios/support/scenario';
import { enginePage } from '../world/load';
import { World } from '../world/world';
import { type Mutant, mutantsOf } from './mutants';

/** `E2E_MUTANTS=12 npm run e2e:long -- mutants` tries fewer. */
const TRIED = Number(process.env.E2E_MUTANTS ?? 200);
/** So many are scaled at a time: all of them, while the machine keeps up. */
const AT_ONCE = 50;
/** One in so many changes nothing that matters: these tell when the others have had their time. */
const HARMLESS_EVERY = 5;
/** Two more looks of the HPA controller after the last of those has scaled out. */
const GRACE_MS = 35_000;
const PORT = 8080;
const BATCHES = Array.from({ length: Math.ceil(TRIED / AT_ONCE) }, (_, batch) => batch * AT_ONCE);

interface Deployment extends KubeObject {
  readonly spec: { readonly replicas?: number };
}

onControlPlane(
  'stacks with one broken wire, and with a change that breaks nothing',
  { components: ['kwok', 'prometheusOperator', 'prometheus', 'prometheusAdapter'] },
  (plane) => {
    const example = exampleCalled('vllm-hpa');
    const mutants = mutantsOf(example, TRIED, HARMLESS_EVERY);
    let world: World;

    beforeAll(async () => {
      for (let node = 0; node < 4; node++) await addNode(plane(), `gpu-node-${node}`, { gpus: 512 });
      await configureAdapter(plane(), adapterConfigOf(example));
      world = new World(plane(), [PORT]);
    });

    test('what is broken is called broken, and what is not is not', () => {
      const wrong = mutants.filter(({ text, isBroken }) => hasErrors(text) !== isBroken);
      expect(wrong.map(nameOf)).toEqual([]);
    });

    test.each(BATCHES)(
      'from number %d on: what is called broken does not scale, and what is called fine does',
      async (from) => {
        const batch = mutants.slice(from, from + AT_ONCE);
        const { kubectl } = plane();
        await kubectl.makeNamespaces(...batch.map(({ namespace }) => namespace));
        for (const { namespace } of batch) world.show({ namespace, selector: '', port: PORT, path: '/metrics', page });
        // The API server may refuse a part of it: that, too, is not to scale.
        for (const { text } of batch) await kubectl.tryApply(text);
        const scaled = async () => {
          const deployments = (await kubectl.list('deployments.apps')) as Deployment[];
          const grown = deployments.filter(({ spec }) => (spec.replicas ?? 1) > 1);
          const where = new Set(grown.map(({ metadata }) => metadata.namespace));
          return batch.filter(({ namespace }) => where.has(namespace));
        };
        const fine = batch.filter(({ isBroken }) => !isBroken);
        await until(
          'everything that is fine has scaled out',
          async () => {
            const done = await scaled();
            const missing = fine.filter((mutant) => !done.includes(mutant));
            if (missing.length > 0) throw new Error(`not yet: ${missing.map(nameOf).join(', ')}`);
            return true;
          },
          { seconds: 240, everyMilliseconds: 1000 },
        );
        await pause(GRACE_MS);
        expect((await scaled()).map(nameOf)).toEqual(fine.map(nameOf));
        await kubectl.run(['delete', 'namespace', '--wait=false', ...batch.map(({ namespace }) => namespace)]);
      },
      600_000,
    );
  },
);

/** Three times what one pod is to have, in each of them, however many there are. */
const page = enginePage(VLLM, '0.11.0', { inFlight: 60, waiting: 0, cachePerRequest: 0.01, gpuPercent: 5 });

/** By what the example says of its cluster. */
function hasErrors(text: string): boolean {
  const profile = { monitorLabels: { release: 'prometheus' } };
  const { manifests } = readManifests([{ name: 'mutant.yaml', text }]);
  return runChecks(buildGraph(manifests), profile).some(({ severity }) => severity === 'error');
}

function nameOf({ namespace, kind }: Mutant): string {
  return `${namespace}: ${kind}`;
}
