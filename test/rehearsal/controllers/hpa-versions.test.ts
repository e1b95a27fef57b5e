import { HpaController } from '../../../src/rehearsal/controllers/hpa/controller';
import { hpaSettingsOf } from '../../../src/rehearsal/controllers/hpa/versions';
import { hpaPolicyOf, hpaWorldOf } from '../../support/hpa-world';

const atOnce = { stabilizationWindowSeconds: 0 };

/** What a controller of a version makes of a size and of values, in thousandths. */
function sizeIn(
  version: string,
  metric: object,
  current: number,
  values: readonly (number | undefined)[],
  more: object = {},
) {
  const spec = { minReplicas: 0, maxReplicas: 50, metrics: [metric], behavior: { scaleDown: atOnce }, ...more };
  return new HpaController(hpaPolicyOf(spec), hpaSettingsOf(version)).reconcile(hpaWorldOf(current, { values }), 0);
}

const target = { type: 'AverageValue', averageValue: '1' };
const pods = { type: 'Pods', pods: { metric: { name: 'm' }, target } };
const external = (goal: object) => ({ type: 'External', external: { metric: { name: 'm' }, target: goal } });

test('11 for 10 is beyond the tolerance up to 1.32, and within it later', () => {
  const sizes = ['1.27', '1.32', '1.33', '1.36'].map((version) => sizeIn(version, pods, 10, Array(10).fill(1100)));
  expect(sizes).toEqual([11, 11, 10, 10]);
});

test('on the target a pod without a sample counted as idle in 1.27 only', () => {
  const sizes = ['1.27', '1.28', '1.35'].map((version) => sizeIn(version, pods, 3, [1000, 1000, undefined]));
  // Two of three thirds: 3 · 2/3 is 2.
  expect(sizes).toEqual([2, 3, 3]);
});

test('its own tolerance is heard from 1.35 on', () => {
  const behavior = { scaleUp: { tolerance: '0' }, scaleDown: { tolerance: '0' } };
  const sizes = ['1.34', '1.35'].map((version) => sizeIn(version, pods, 2, [1050, 1050], { behavior }));
  expect(sizes).toEqual([2, 3]);
});

test('numbers that are too large turned over in older versions, and nothing was done', () => {
  const huge = [4e18, 4e18, 4e18];
  const sizes = (goal: object, versions: readonly string[]) =>
    versions.map((version) => sizeIn(version, external(goal), 5, huge));
  expect(sizes({ type: 'AverageValue', averageValue: '1m' }, ['1.33', '1.34'])).toEqual([0, 10]);
  expect(sizes({ type: 'Value', value: '1m' }, ['1.34', '1.35'])).toEqual([0, 10]);
});

test('a target at zero with a least of zero is measured up to 1.35, and left alone in 1.36', () => {
  const sizes = ['1.35', '1.36'].map((version) => sizeIn(version, external({ type: 'Value', value: '1' }), 0, [3000]));
  expect(sizes).toEqual([3, 0]);
});

test('versions beyond those that are known are taken for the nearest', () => {
  expect(hpaSettingsOf('1.20.4')).toEqual(hpaSettingsOf('1.27'));
  expect(hpaSettingsOf('v1.40')).toEqual(hpaSettingsOf('1.36'));
  expect(hpaSettingsOf('1.35.4')).toMatchObject({ hasOwnTolerance: true, quirks: {} });
});
