import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { cli } from '../support';

const GOLDEN = readFileSync(join(__dirname, '../../golden/vllm-hpa.yaml'), 'utf8');
/** What says that it becomes a Deployment. */
const MODE = /^.*deploymentMode.*\n/m;
const TRAFFIC = ['--traffic', 'constant:rate=1,duration=2m', '--format', 'json'];
const rehearse = (yaml: string) => cli(['rehearse', '-', ...TRAFFIC], yaml);

test('a rehearsal of sound manifests says nothing of the checks', async () => {
  const { code, err } = await rehearse(GOLDEN);
  expect({ code, err }).toEqual({ code: 0, err: '' });
});

test('broken wires are said before a rehearsal, which goes on where it can', async () => {
  const broken = GOLDEN.replace('minReplicas: 1', 'minReplicas: 9');
  const { out, err } = await rehearse(broken);
  expect(err).toMatch(
    /^check: standard input:\d+: 'spec\.maxReplicas' \(\d+\) must .*\(hpa\/replica-bounds\)\nnote: with this a cluster may do otherwise\n/,
  );
  // Above the one bound and below the other, it goes to and fro.
  expect(JSON.parse(out).totals).toMatchObject({ rescales: 8, replicas: { min: 5, max: 9 } });
});

test('each side of a comparison goes by the profile of the checks that is found for it', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'sides-'));
  try {
    const stackWith = (name: string, facts?: string) => {
      mkdirSync(join(folder, name));
      writeFileSync(join(folder, name, 'stack.yaml'), GOLDEN);
      if (facts !== undefined) writeFileSync(join(folder, name, '.cdk8s-llm-inference.yaml'), facts);
      return join(folder, name);
    };
    const none = stackWith('none');
    const old = stackWith('old', 'kubernetesVersion: "1.31"\nkedaVersion: "2.17"\n');
    const now = stackWith('now', 'kubernetesVersion: "1.33"\n');
    const versionsOf = async (before: string, after: string, ...args: string[]) => {
      const { out, err } = await cli(['rehearse', '--before', before, after, ...TRAFFIC, '--gpu', 'L4', ...args]);
      expect(err).toBe('');
      const compared = JSON.parse(out);
      return [compared.before, compared.after].map(({ result }) => Object.values(result.inputs.versions).join(' '));
    };
    expect(await versionsOf(old, now)).toEqual(['1.31 2.17', '1.33 2.20']);
    expect(await versionsOf(none, old)).toEqual(['1.35 2.20', '1.31 2.17']);
    expect(await versionsOf(old, none, '--kubernetes', '1.30')).toEqual(['1.30 2.17', '1.30 2.20']);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

test('a rehearsal goes by what the profile of the checks says of the cluster', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'profile-'));
  try {
    const facts = 'kubernetesVersion: "1.31"\nkedaVersion: "2.17"\nkserveStandardByDefault: false\nnamespace: prod\n';
    writeFileSync(join(folder, '.cdk8s-llm-inference.yaml'), facts);
    const stack = join(folder, 'stack.yaml');
    writeFileSync(stack, GOLDEN);
    const versionsOf = async (...args: string[]) => {
      const { out } = await cli(['rehearse', stack, ...TRAFFIC, ...args]);
      return JSON.parse(out).inputs.versions;
    };
    expect(await versionsOf()).toEqual({ kubernetes: '1.31', keda: '2.17' });
    expect(await versionsOf('--keda', '2.19')).toEqual({ kubernetes: '1.31', keda: '2.19' });
    // KServe makes no Deployment of an InferenceService here, so that there is nothing to rehearse.
    writeFileSync(stack, readFileSync(join(__dirname, '../../golden/ack-cpu.yaml'), 'utf8').replace(MODE, ''));
    expect((await cli(['rehearse', stack, ...TRAFFIC])).err).toContain('cannot be rehearsed');
  } finally {
    rmSync(folder, { recursive: true });
  }
});
