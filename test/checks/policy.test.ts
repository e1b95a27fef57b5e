import { all, deployment, hpa, object, policy, service, vllm } from '../bad-inputs/manifests/build';
import { finds, testCases } from './table';

testCases([
  finds(
    'selectors by an expression',
    all(deployment(), policy({ selector: undefined, matchExpressions: [{ key: 'app', operator: 'Exists' }] })),
  ),
  finds(
    'options that have what they need',
    all(
      deployment(),
      policy({
        units: [{ resource: 'ecs', max: 2 }, { resource: 'eci' }],
        ignorePreviousPod: true,
        preemptPolicy: 'BeforeNextUnit',
        whenTryNextUnits: { policy: 'Timeout', timeout: '5m30s' },
      }),
    ),
  ),
  finds(
    'options that there are not',
    all(
      deployment(),
      policy({ strategy: 'spread', preemptPolicy: 'Never', whenTryNextUnits: { policy: 'Sometimes' } }),
    ),
    `error [ResourcePolicy/llm/qwen] 'spec.preemptPolicy' ("Never") must be AfterAllUnits or BeforeNextUnit; write 'AfterAllUnits' (policy/options)`,
    `error [ResourcePolicy/llm/qwen] 'spec.strategy' ("spread") must be prefer; write 'prefer' (policy/options)`,
    `error [ResourcePolicy/llm/qwen] 'spec.whenTryNextUnits.policy' ("Sometimes") must be one of LackResourceOrExceedMax, ExceedMax, TimeoutOrExceedMax, LackResourceAndNoTerminating, Timeout; write 'ExceedMax' (policy/options)`,
  ),
  finds(
    'more units than there can be',
    all(
      deployment(),
      policy({
        units: Array.from({ length: 11 }, (_, index) => ({ resource: 'ecs', nodeSelector: { pool: `p${index}` } })),
      }),
    ),
    `warning [ResourcePolicy/llm/qwen] 'spec.units' (a list of 11) must hold at most 10 units; put node pools that are alike under one label (policy/units)`,
  ),
  finds(
    'the same labels of nodes in another order',
    all(
      deployment(),
      policy({
        units: [
          { resource: 'ecs', nodeSelector: { a: '1', b: '2' } },
          { resource: 'ecs', nodeSelector: { b: '2', a: '1' } },
        ],
      }),
    ),
    'error [ResourcePolicy/llm/qwen] units[1] names the same nodes as units[0], so it is never used; keep one of them (policy/units)',
  ),
  finds(
    'room for every replica',
    all(
      deployment(),
      hpa(),
      policy({
        units: [
          { resource: 'ecs', max: 1 },
          { resource: 'eci', max: 3 },
        ],
      }),
    ),
  ),
  finds(
    'a limit that is open at the end',
    all(deployment(), hpa(), policy({ units: [{ resource: 'ecs', max: 1 }, { resource: 'eci' }] })),
  ),
  finds(
    'policies of two workloads',
    all(deployment(), policy(), service(), policy({ selector: { app: 'isvc.qwen-predictor' } }, { name: 'kserve' })),
  ),
  finds(
    'a deletion cost where no policy is',
    deployment(
      {},
      {},
      {},
      {
        template: {
          metadata: { labels: { app: 'qwen' }, annotations: { 'controller.kubernetes.io/pod-deletion-cost': '1' } },
        },
      },
    ),
  ),
  finds(
    'a budget that lets a pod go',
    all(
      deployment(),
      hpa({ minReplicas: 3 }),
      object('policy/v1', 'PodDisruptionBudget', {
        spec: { minAvailable: 2, selector: { matchLabels: { app: 'qwen' } } },
      }),
    ),
  ),
  finds(
    'a budget that lets none go in words',
    all(
      deployment(),
      object('policy/v1', 'PodDisruptionBudget', {
        spec: { maxUnavailable: 0, minAvailable: '100%', selector: { matchLabels: { app: 'qwen' } } },
      }),
    ),
    `warning [PodDisruptionBudget/llm/qwen] 'spec.maxUnavailable' (0) lets no pod go; write 1 (placement/disruption-budget)`,
    `warning [PodDisruptionBudget/llm/qwen] 'spec.minAvailable' ("100%") lets no pod go; write 'maxUnavailable: 1' instead (placement/disruption-budget)`,
  ),
  finds(
    'a budget of a workload of a fixed size',
    all(
      deployment({}, {}, {}, { replicas: 2 }),
      object('policy/v1', 'PodDisruptionBudget', {
        spec: { minAvailable: 2, selector: { matchLabels: { app: 'qwen' } } },
      }),
    ),
    `warning [PodDisruptionBudget/llm/qwen] 'spec.minAvailable' (2) lets no pod go while 'qwen' has its least 2; write 'maxUnavailable: 1' instead (placement/disruption-budget)`,
  ),
  finds(
    'a quota that is enough',
    all(
      deployment({}, vllm()),
      hpa(),
      object('v1', 'ResourceQuota', { spec: { hard: { 'limits.nvidia.com/gpu': '4', pods: '1' } } }),
    ),
  ),
  finds(
    'a quota of another namespace',
    all(
      deployment({}, vllm()),
      hpa(),
      object('v1', 'ResourceQuota', { spec: { hard: { 'requests.nvidia.com/gpu': '1' } } }, { namespace: 'other' }),
    ),
  ),
]);
