import { Duration } from 'cdk8s';
import {
  Backend,
  Engine,
  HybridResourcePolicy,
  type HybridResourcePolicyProps,
  LlmInferenceService,
  type PodSelector,
  PreemptPolicy,
  ResourceUnit,
  TryNextPolicy,
  Warnings,
} from '../../src';
import { errorsOf, newChart, newService, warningsOf } from '../support/chart';

const ON_PREMISES = ResourceUnit.ecs({ nodePool: 'np-on-premises' });
const LIMITED = ResourceUnit.ecs({ nodePool: 'np-on-premises', max: 2 });

function build(props: Partial<HybridResourcePolicyProps> = {}, podSelector?: PodSelector) {
  const chart = newChart();
  const engine = Engine.vllm({ version: '0.11.0' });
  const service = podSelector
    ? LlmInferenceService.fromName(chart, 'Qwen', 'qwen', Backend.deployment(), { engine, podSelector })
    : newService(chart);
  const policy = new HybridResourcePolicy(chart, 'Pools', { service, units: [ON_PREMISES], ...props });
  return { chart, policy };
}

const noMax = (option: string, shown: string) =>
  `'${option}' (${shown}) has no effect without a 'max' of a unit; give a max or leave it out (policy/options)`;
test.each<[string, Partial<HybridResourcePolicyProps>, string[]]>([
  ['no unit', { units: [] }, ["'units' is empty; give at least one, the preferred one first (policy/units)"]],
  [
    'the same nodes twice',
    { units: [ON_PREMISES, ResourceUnit.eci(), LIMITED] },
    ["'units[2]' names the same nodes as 'units[0]'; keep one of them (policy/units)"],
  ],
  [
    'the same labels in another order',
    {
      units: [
        ResourceUnit.ecs({ nodeSelector: { a: '1', b: '2' } }),
        ResourceUnit.ecs({ nodeSelector: { b: '2', a: '1' } }),
      ],
    },
    ["'units[1]' names the same nodes as 'units[0]'; keep one of them (policy/units)"],
  ],
  ...[0, -1, 1.5, Number.NaN].map(
    (max) =>
      [
        `at most ${max}`,
        { units: [ResourceUnit.ecs({ max })] },
        [`'units[0].max' (${max}) must be a whole number of at least 1; give such a number (value/number)`],
      ] as [string, Partial<HybridResourcePolicyProps>, string[]],
  ),
  [
    'a limit of what comes as needed',
    { units: [ResourceUnit.elastic({ max: 2 })] },
    [
      "'units[0].max' (2) must be left out with an elastic unit, whose nodes come as needed; limit maxReplicas of the scaler (policy/units)",
    ],
  ],
  [
    'labels that are none',
    { units: [ResourceUnit.ecs({ nodePool: 'np 1', podLabels: { a: 'b c' }, podAnnotations: { 'a b': 'c' } })] },
    [
      '\'units[0].nodeSelector.alibabacloud.com/nodepool-id\' ("np 1") must have at most 63 characters of [A-Za-z0-9._-] and begin and end with a letter or digit; shorten it, or use an annotation (label/syntax)',
      '\'units[0].podLabels.a\' ("b c") must have at most 63 characters of [A-Za-z0-9._-] and begin and end with a letter or digit; shorten it, or use an annotation (label/syntax)',
      '\'units[0].podAnnotations\' ("a b") must be a key of the form [prefix/]name: a lower-case DNS prefix, a name of at most 63 characters of [A-Za-z0-9._-]; rename the key (label/syntax)',
    ],
  ],
  [
    'options about a limit that there is not',
    { ignorePreviousPod: false, ignoreTerminatingPod: true, matchLabelKeys: ['a'] },
    [
      noMax('ignorePreviousPod', 'false'),
      noMax('ignoreTerminatingPod', 'true'),
      noMax('matchLabelKeys', 'a list of 1'),
    ],
  ],
  [
    'eviction before ACS',
    { units: [ON_PREMISES, ResourceUnit.acs()], preemptPolicy: PreemptPolicy.BEFORE_NEXT_UNIT },
    ['\'preemptPolicy\' ("BeforeNextUnit") cannot be used with ACS units; leave it out (policy/options)'],
  ],
  ...[undefined, TryNextPolicy.EXCEED_MAX, TryNextPolicy.LACK_RESOURCE_AND_NO_TERMINATING].map(
    (whenTryNextUnits) =>
      [
        `a timeout of ${whenTryNextUnits}`,
        { whenTryNextUnits, tryNextTimeout: Duration.minutes(1) },
        [
          "'tryNextTimeout' has no effect without a policy that has a timeout; use TryNextPolicy.TIMEOUT or leave it out (policy/options)",
        ],
      ] as [string, Partial<HybridResourcePolicyProps>, string[]],
  ),
  [
    'a timeout of half a second',
    { whenTryNextUnits: TryNextPolicy.TIMEOUT_OR_EXCEED_MAX, tryNextTimeout: Duration.millis(500) },
    ['\'tryNextTimeout\' ("0.5 s") must be a whole number of seconds of at least 1 s; round it (value/seconds)'],
  ],
  [
    'a name that is none',
    { metadata: { name: 'Own' } },
    [
      "'metadata.name' (\"Own\") must consist of lower-case letters, digits and '-', start with a letter and not end with '-'; choose such a name (name/syntax)",
    ],
  ],
  [
    'another namespace',
    { metadata: { namespace: 'other' } },
    [
      '\'metadata.namespace\' ("other") must be that of the service, whose pods are nowhere else; leave it out (policy/selector)',
    ],
  ],
])('%s is refused', (_what, props, expected) => {
  expect(errorsOf(build(props).chart)).toEqual(expected.map((text) => `[test/Pools] ${text}`));
});

test.each<[string, PodSelector, string[]]>([
  [
    'an empty one',
    {},
    [
      '[test/Pools] the pod selector of the service is empty and would select every pod of the namespace; give the service its podSelector (policy/selector)',
    ],
  ],
  [
    'one with a label that the platform sets',
    { app: 'qwen', 'alibabacloud.com/compute-class': 'gpu' },
    [
      "[test/Pools] the pod selector of the service holds the system label 'alibabacloud.com/compute-class'; select by labels of your own (policy/selector)",
    ],
  ],
  [
    'one that is none',
    { app: 'a b' },
    [
      '[test/Pools] \'service.podSelector.app\' ("a b") must have at most 63 characters of [A-Za-z0-9._-] and begin and end with a letter or digit; shorten it, or use an annotation (label/syntax)',
    ],
  ],
])('the selector of a service is judged: %s', (_what, podSelector, expected) => {
  expect(errorsOf(build({}, podSelector).chart)).toEqual(expected);
});

test('two policies of one name are refused', () => {
  const { chart } = build();
  const service = chart.node.findChild('Qwen') as LlmInferenceService;
  new HybridResourcePolicy(chart, 'Again', { service, units: [ON_PREMISES] });
  const twin = (id: string, other: string) =>
    `[test/${id}] the ResourcePolicy 'qwen-policy' stands in this namespace already, at test/${other}; give one of them another metadata.name (name/duplicate)`;
  expect(errorsOf(chart)).toEqual([twin('Pools', 'Again'), twin('Again', 'Pools')]);
});

describe('the placeholder of the documentation', () => {
  const units = [ResourceUnit.ecs({ nodePool: 'npxxxxxx' })];

  test('draws a warning', () => {
    expect(warningsOf(build({ units }).chart)).toEqual([
      "[test/Pools] 'units[0].nodePool' ('npxxxxxx') looks like a placeholder; give the id of your node pool (policy/placeholder)",
    ]);
  });

  test('can be meant', () => {
    const { chart } = build({ units });
    Warnings.silence(chart, 'policy/placeholder', 'it is called so');
    expect(warningsOf(chart)).toEqual([]);
    expect(errorsOf(chart)).toEqual([]);
  });
});
