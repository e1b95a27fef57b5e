import { Unreadable } from '../../../src/rehearsal/reader';
import { currentPolicy } from '../../../src/rehearsal/suggest/current';
import { applyPolicy } from '../../../src/rehearsal/sweep/apply';
import { type Policy, parseSweep, policiesOf, policyText } from '../../../src/rehearsal/sweep/grammar';
import { type Fields, fieldsOf, listOf } from '../../../src/stack/fields';
import { stackGraph } from '../stack/support';
import { readable } from '../support';

const keda = (...triggers: object[]): Fields => ({
  apiVersion: 'keda.sh/v1alpha1',
  kind: 'ScaledObject',
  spec: { triggers },
});
const withFormula = (...triggers: object[]): Fields => ({
  ...keda(),
  spec: { triggers, advanced: { scalingModifiers: { formula: 'queue / 2', target: '2' } } },
});
const prometheus = (threshold: string, name?: string) => ({ type: 'prometheus', name, metadata: { threshold } });
const hpa = (...metrics: object[]): Fields => ({
  apiVersion: 'autoscaling/v2',
  kind: 'HorizontalPodAutoscaler',
  spec: { maxReplicas: 4, metrics },
});
const cpuOf = (container: string, averageUtilization: number) => ({
  type: 'ContainerResource',
  containerResource: { name: 'cpu', container, target: { type: 'Utilization', averageUtilization } },
});
const external = (averageValue: string, name?: string) => ({
  type: 'External',
  external: { metric: { name }, target: { type: 'AverageValue', averageValue } },
});

function swept(object: Fields, text: string): Fields | Unreadable {
  const changed = applyPolicy([object], policiesOf(readable(parseSweep(text)))[0]);
  return changed instanceof Unreadable ? changed : changed[0];
}

/** The targets of the current policy as they would be asked for. */
function targetsOf(object: Fields): string {
  const policy = readable(currentPolicy(stackGraph(object)));
  return policyText(policy.filter(({ parameter }) => parameter.name === 'target'));
}

describe('several metrics are told apart', () => {
  test.each<[string, Fields, string]>([
    [
      'triggers without names, as their HPA has them',
      keda(prometheus('4'), prometheus('100')),
      'target:s0-prometheus=4, target:s1-prometheus=100',
    ],
    [
      'a trigger without a name after a schedule',
      keda({ type: 'cron', metadata: {} }, prometheus('4'), prometheus('100', 'queue')),
      'target:s1-prometheus=4, target:queue=100',
    ],
    [
      'a trigger whose name is empty, and one on memory',
      keda(prometheus('4', ''), { type: 'memory', metadata: { value: '60' } }),
      'target:s0-prometheus=4, target:memory=60',
    ],
    [
      'a formula, which has the one target',
      withFormula(prometheus('4', 'queue'), prometheus('9', 'tokens')),
      'target=2',
    ],
    [
      'a formula and the CPU beside it',
      withFormula(prometheus('4', 'queue'), { type: 'cpu', metadata: { value: '60' } }),
      'target:cpu=60, target:composite-metric=2',
    ],
    [
      'triggers on the CPU of two containers',
      keda(...['vllm', 'proxy'].map((containerName) => ({ type: 'cpu', metadata: { value: '50', containerName } }))),
      'target:#0=50, target:#1=50',
    ],
    ['the CPU of two containers', hpa(cpuOf('vllm', 50), cpuOf('proxy', 70)), 'target:#0=50, target:#1=70'],
    [
      'metrics of one name by selectors',
      hpa(external('4', 'queue'), external('100', 'queue'), external('7', 'tokens')),
      'target:#0=4, target:#1=100, target:tokens=7',
    ],
  ])('%s', (_, object, text) => {
    expect(targetsOf(object)).toBe(text);
    expect(swept(object, text)).toEqual(object);
    const policy = readable(currentPolicy(stackGraph(object))) as Policy;
    const targets = policy.filter(({ parameter }) => parameter.name === 'target');
    for (const { name } of targets) {
      const changed = swept(object, `${name}=33`) as Fields;
      expect(targetsOf(changed)).toBe(text.replace(new RegExp(`${name}=[0-9]+`), `${name}=33`));
    }
  });
});

test('the only trigger can be called as its HPA calls it', () => {
  const [trigger] = listOf(fieldsOf((swept(keda(prometheus('4')), 'target:s0-prometheus=7') as Fields).spec).triggers);
  expect(trigger).toEqual(prometheus('7'));
});

test.each<[string, Fields, string, string]>([
  [
    'triggers without names',
    keda(prometheus('4'), prometheus('100')),
    'target=7',
    'there are several metrics (s0-prometheus, s1-prometheus): say which by target:METRIC=VALUES',
  ],
  [
    'metrics without names',
    hpa(external('4'), external('100')),
    'target=7',
    'no HorizontalPodAutoscaler or ScaledObject or InferenceService here has it',
  ],
  [
    'metrics of one name',
    hpa(cpuOf('vllm', 50), cpuOf('proxy', 70)),
    'target:cpu=7',
    "no metric is called 'cpu', only #0, #1",
  ],
  [
    'a trigger of a formula',
    withFormula(prometheus('4', 'queue')),
    'target:queue=7',
    "no metric is called 'queue', only composite-metric",
  ],
  ['no metric', hpa(), 'target=7', 'no HorizontalPodAutoscaler or ScaledObject or InferenceService here has it'],
])('a sweep that does not say which is refused: %s', (_, object, text, reason) => {
  expect(swept(object, text)).toEqual(new Unreadable([`'${text}' has no place here; ${reason}`]));
});
