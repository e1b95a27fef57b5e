import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { rehearsal as ackCpu } from '../scripts/rehearsals/ack-cpu';
import { rehearsal as ackCron } from '../scripts/rehearsals/ack-cron';
import { rehearsal as ackGpu } from '../scripts/rehearsals/ack-gpu';
import { rehearsal as edgeHybrid } from '../scripts/rehearsals/edge-hybrid';
import { REHEARSALS } from '../scripts/rehearsals/index';
import { rehearsal as kedaCpu } from '../scripts/rehearsals/keda-cpu';
import { rehearsal as kedaLlm, published } from '../scripts/rehearsals/keda-llm';
import { lineByLine, rehearsal as nimHpa } from '../scripts/rehearsals/nim-hpa';
import { sizes } from '../scripts/rehearsals/page';
import { rehearsal as vllmHpa } from '../scripts/rehearsals/vllm-hpa';
import { EXAMPLE_NAMES } from './support/examples';
import { ROOT } from './support/markdown';

test('every example has a rehearsal', () => {
  expect(Object.keys(REHEARSALS).sort()).toEqual([...EXAMPLE_NAMES].sort());
});

test.each(Object.entries(REHEARSALS))(
  'examples/%s/rehearsal.md is what is rehearsed; `npm run docs:rehearsals` writes it anew',
  (example, make) => {
    const file = join(ROOT, 'examples', example, 'rehearsal.md');
    const text = make();
    if (process.env.UPDATE_DOCS) writeFileSync(file, text);
    expect(readFileSync(file, 'utf8')).toBe(text);
  },
);

describe('what the published pages say of the systems', () => {
  test('ack-cpu: 8, 7 and 1', () => {
    expect(sizes(ackCpu())).toEqual([1, 5, 8, 7, 1]);
  });

  test('ack-gpu: 2, and 1 about five minutes after the load has ended', () => {
    const result = ackGpu();
    expect(sizes(result)).toEqual([1, 2, 1]);
    const back = result.decisions.find(({ to }) => to === 1)?.at ?? 0;
    expect((back - 180) / 60).toBeGreaterThan(5);
    expect((back - 180) / 60).toBeLessThan(6.5);
  });

  test('ack-cron: two from 8:30 to 20:00', () => {
    const changes = ackCron().decisions.filter(({ from }) => from !== null);
    expect(changes.map(({ at, from, to }) => [at / 3600, from, to])).toEqual([
      [8.5, 1, 2],
      [20, 2, 1],
    ]);
  });

  test('keda-cpu: as many as the load takes, at most 5', () => {
    expect(sizes(kedaCpu())).toEqual([1, 4, 1]);
  });

  test('keda-llm: five users are three pods', () => {
    expect(sizes(kedaLlm())).toEqual([1, 3, 1]);
  });

  test('keda-llm, as published: after the first scale-out KEDA refuses the query, and the size freezes', () => {
    const result = published();
    expect(sizes(result)).toEqual([1, 3]);
    const { steps } = result.services[0];
    expect(steps.specReplicas.at(-1)).toBe(3);
    expect(result.decisions.map(({ message }) => message)).toContain(
      'prometheus query vllm:num_requests_running returned multiple elements',
    );
  });

  test('vllm-hpa: utilization scales out where running requests do not, and both do as the greater', () => {
    const [requests, utilization, both] = [
      vllmHpa('vllm_num_requests_running'),
      vllmHpa('DCGM_FI_DEV_GPU_UTIL'),
      vllmHpa(),
    ].map(({ totals }) => totals.replicas.mean);
    expect(utilization).toBeGreaterThan(requests);
    expect(both).toBeGreaterThanOrEqual(utilization);
  });

  test('nim-hpa: the ten published lines', () => {
    const lines = lineByLine();
    expect(lines).toHaveLength(10);
    expect(lines.map(({ seen }) => seen)).toEqual(lines.map(({ replicas }) => replicas));
    expect(sizes(nimHpa())).toEqual([1, 3, 1]);
  });

  test.each([120, 95])('edge-hybrid at %s %%: one GPU on premises, two cloud nodes, out and in again', (percent) => {
    const { decisions, services, pools } = edgeHybrid(percent);
    const placed = decisions
      .filter(({ reason }) => reason === 'Scheduled')
      .map(({ message }) => message.split(' ').at(-1));
    expect(placed).toEqual(['np-cloud-0', 'np-cloud-1']);
    const deleted = decisions.filter(({ reason }) => reason === 'SuccessfulDelete');
    expect(deleted.map(({ message }) => message.split(' ').at(-1))).toEqual(['np-cloud-0', 'np-cloud-1']);
    expect(Math.max(...services[0].steps.specReplicas.map(Number))).toBe(3);
    const [onPremises, cloud] = pools;
    expect(onPremises.gpusUsed.every((used) => used === 1)).toBe(true);
    expect(Math.max(...cloud.nodes.map(Number))).toBe(2);
    expect(cloud.nodes.at(-1)).toBe(0);
  });
});
