import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { cli } from '../support';

const GOLDEN = readFileSync(join(__dirname, '../../golden/vllm-hpa.yaml'), 'utf8');
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
