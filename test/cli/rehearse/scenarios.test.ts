import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { run } from '../../../src/cli/program';
import { cli } from '../support';

const lines = readFileSync(join(__dirname, '../../rehearsal/vectors/hpa.jsonl'), 'utf8').trim().split('\n').slice(0, 3);
const vectors = lines.map((line) => JSON.parse(line) as { scenario: { id: number }; outcome: object });

test('plays one scenario a line', async () => {
  const input = vectors.map(({ scenario }) => `${JSON.stringify(scenario)}\n`).join('');
  const expected = vectors.map(({ scenario, outcome }) => `${JSON.stringify({ id: scenario.id, ...outcome })}\n`);
  expect(await cli(['rehearse', '--scenarios', '-'], input)).toEqual({ code: 0, out: expected.join(''), err: '' });
});

test('plays a KEDA policy', async () => {
  const scenario = {
    id: 'keda',
    initial: 1,
    scaledObject: {
      minReplicaCount: 1,
      maxReplicaCount: 5,
      triggers: [
        {
          type: 'prometheus',
          name: 'running',
          metadata: { serverAddress: 'http://prometheus:9090', query: 'sum(running)', threshold: '2' },
        },
      ],
    },
    ticks: [{ series: { running: [5] } }, { series: { running: [5] } }],
  };
  const { out } = await cli(['rehearse', '--scenarios', '-'], JSON.stringify(scenario));
  expect(JSON.parse(out)).toEqual({ id: 'keda', replicas: [3, 3] });
});

test('plays with the controllers of the versions that are asked for', async () => {
  const metadata = { serverAddress: 'http://prometheus:9090', query: 'sum(running)', threshold: '2' };
  const scenario = {
    id: 1,
    initial: 2,
    scaledObject: {
      triggers: [{ type: 'prometheus', name: 'running', metadata }],
      fallback: { failureThreshold: 9, replicas: 4 },
    },
    ticks: [{ errors: ['running'] }],
  };
  const play = async (...args: string[]) => cli(['rehearse', '--scenarios', '-', ...args], JSON.stringify(scenario));
  expect((await play('--keda', '2.16')).out).toBe('{"id":1,"replicas":[4]}\n');
  expect((await play('--keda', '2.17', '--kubernetes', '1.30')).out).toBe('{"id":1,"replicas":[2]}\n');
  const err = "error: --keda: '3' must be a version from 2.14 to 2.20, such as 2.17\n";
  expect(await play('--keda', '3')).toEqual({ code: 2, out: '', err });
});

test('reports a line that it cannot play by its number, and plays the others', async () => {
  const { code, out, err } = await cli(
    ['rehearse', '--scenarios', '-'],
    `{}\n\n${JSON.stringify(vectors[0].scenario)}`,
  );
  expect(code).toBe(2);
  expect(err).toBe(
    "-:1: 'id' (nothing) must be a number or a text; 'initial' (nothing) must be a whole number; 'spec' (nothing) must be an object\n",
  );
  expect(JSON.parse(out)).toEqual({ id: vectors[0].scenario.id, ...vectors[0].outcome });
});

test('lines may end as on other systems, and a file may begin with its mark', async () => {
  const [{ scenario, outcome }] = vectors;
  const line = JSON.stringify(scenario);
  const expected = `${JSON.stringify({ id: scenario.id, ...outcome })}\n`;
  const ran = await cli(['rehearse', '--scenarios', '-'], `\ufeff${line}\r\n\r\n${line}\r\n`);
  expect(ran).toEqual({ code: 0, out: expected + expected, err: '' });
});

test('takes the lines of standard input as they come', async () => {
  const [{ scenario, outcome }] = vectors;
  let out = '';
  function* inputLines() {
    for (let id = 0; id < 100; id += 1) yield JSON.stringify({ ...scenario, id });
  }
  const io = { out: (text: string) => (out += text), err: () => {}, readInput: () => '', inputLines, hasColors: false };
  expect(await run(['rehearse', '--scenarios', '-'], io)).toBe(0);
  expect(out).toBe(Array.from({ length: 100 }, (_, id) => `${JSON.stringify({ id, ...outcome })}\n`).join(''));
});

test('plays a file of any size, in order', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'scenarios-'));
  const file = join(folder, 'many.jsonl');
  const [{ scenario, outcome }] = vectors;
  // More than what is written at once.
  const count = Math.ceil(150_000 / JSON.stringify(outcome).length);
  writeFileSync(file, Array.from({ length: count }, (_, id) => `${JSON.stringify({ ...scenario, id })}\n`).join(''));
  const { code, out, err } = await cli(['rehearse', '--scenarios', file]);
  rmSync(folder, { recursive: true });
  expect([code, err]).toEqual([0, '']);
  const lines = Array.from({ length: count }, (_, id) => `${JSON.stringify({ id, ...outcome })}\n`);
  expect(out).toBe(lines.join(''));
});

test('says nothing where nothing can be played', async () => {
  const { code, out } = await cli(['rehearse', '--scenarios', '-'], 'no scenario\n');
  expect([code, out]).toEqual([2, '']);
});
