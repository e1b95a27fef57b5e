import { figuresOf } from '../../../src/rehearsal/report/figures';
import type { RehearsalResult, Totals } from '../../../src/rehearsal/result';
import { madeResult } from '../../support/rehearsal-result';

const made = madeResult({ seconds: 600, stepSeconds: 30 });

/** The figure of a title, with some totals changed. */
function figure(title: string, changed: Partial<Totals>, pools: RehearsalResult['pools'] = made.pools) {
  return figuresOf({ ...made.totals, ...changed }, { ...made, pools }).find((each) => each.title === title);
}

const [attainment] = made.totals.attainment;
const none = { p50: null, p90: null, p95: null, p99: null };

test.each<[string, Partial<Totals>, object]>([
  [
    'ttft-p95=2s',
    { attainment: [{ ...attainment, share: null, isMet: false }] },
    { value: '–', note: 'of 95 % demanded', isMet: false },
  ],
  ['TTFT', { ttft: none }, { value: '–', note: 'p95; p50 –, p99 –' }],
  [
    'Requests',
    { requests: 1200, completed: 1200, rejected: 0, abandoned: 0, timedOut: 0, unfinished: 0 },
    { value: '1,200', note: '1,200 completed' },
  ],
  [
    'Requests',
    { requests: 9, rejected: 1, abandoned: 2, timedOut: 3, unfinished: 1 },
    { value: '9', note: '1 rejected, 2 abandoned, 3 timed out, 1 unfinished' },
  ],
  [
    'Replicas',
    { replicas: { min: 1, mean: 1.5, max: 2 }, rescales: 1 },
    { value: '1 – 2', note: 'mean 1.5, 1 change' },
  ],
  ['Replicas', { replicas: { min: 1, mean: 1, max: 1 }, rescales: 0 }, { value: '1 – 1', note: 'mean 1, 0 changes' }],
  ['GPU-hours', { nodeGpuSeconds: 7200, podGpuSeconds: 5400 }, { value: '2', note: '25.0 % without a pod' }],
  ['GPU-hours', { nodeGpuSeconds: 7200, podGpuSeconds: 7200 }, { value: '2', note: 'of pods' }],
  ['Cost', { cost: 5, completed: 10_000 }, { value: '$5.00', note: '$0.50 per 1,000 requests' }],
  ['Cost', { cost: 5, completed: 0 }, { value: '$5.00', note: 'nothing completed' }],
])('%s of %j', (title, changed, expected) => expect(figure(title, changed)).toEqual({ title, ...expected }));

test('without pools the GPU-hours are those of pods', () =>
  expect(figure('GPU-hours', { nodeGpuSeconds: 3600, podGpuSeconds: 1800 }, [])).toEqual({
    title: 'GPU-hours',
    value: '1',
    note: 'of pods',
  }));

test('without a price there is no cost', () => expect(figure('Cost', { cost: null })).toBeUndefined());
