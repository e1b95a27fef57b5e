import { found, type Rows } from '../cases';
import { all, deployment, hpa, policy, service } from './build';

/** Placement, as they stand in anybody's YAML. */
export const PLACEMENT: Rows = {
  'RPO-01': [
    found(
      all(deployment(), policy({ units: [] })),
      `error [ResourcePolicy/llm/qwen] 'spec.units' (an empty list) must hold a unit; give at least one, the preferred one first (policy/units)`,
    ),
  ],
  'RPO-02': [
    found(
      all(deployment(), policy({ units: [{ resource: 'gpu' }, { resource: 'spot' }] })),
      `error [ResourcePolicy/llm/qwen] 'spec.units[0].resource' ("gpu") must be one of ecs, eci, acs, elastic; write 'ecs' for nodes, and name the pool in nodeSelector (policy/units)`,
      `error [ResourcePolicy/llm/qwen] 'spec.units[1].resource' ("spot") must be one of ecs, eci, acs, elastic; write 'ecs' for nodes, and name the pool in nodeSelector (policy/units)`,
    ),
  ],
  'RPO-03': [
    found(
      all(deployment(), policy({ units: [{ resource: 'eci' }, { resource: 'eci' }] })),
      'error [ResourcePolicy/llm/qwen] units[1] names the same nodes as units[0], so it is never used; keep one of them (policy/units)',
    ),
  ],
  'RPO-04': [
    found(
      all(service(), policy({ selector: { app: 'isvc.qwen-chat-predictor' } })),
      `error [ResourcePolicy/llm/qwen] 'spec.selector.app' ("isvc.qwen-chat-predictor") must be a label of the pods of Deployment llm/qwen-predictor, which have "isvc.qwen-predictor"; write 'app: isvc.qwen-predictor' (policy/selector)`,
    ),
  ],
  'RPO-05': [
    found(
      all(deployment(), policy({ selector: {} })),
      `warning [ResourcePolicy/llm/qwen] the selector is empty and so selects every pod of the namespace; write the label of the pods, for example 'app: isvc.NAME-predictor' (policy/selector)`,
    ),
  ],
  'RPO-06': [
    found(
      all(deployment(), policy({ units: [{ resource: 'ecs', max: 0 }] })),
      `error [ResourcePolicy/llm/qwen] 'spec.units[0].max' (0) must be a whole number of at least 1; give the most pods that it may hold (policy/units)`,
    ),
    found(
      all(deployment(), policy({ units: [{ resource: 'ecs', max: 1.5 }] })),
      `error [ResourcePolicy/llm/qwen] 'spec.units[0].max' (1.5) must be a whole number of at least 1; give the most pods that it may hold (policy/units)`,
    ),
    found(
      all(deployment(), policy({ units: [{ resource: 'elastic', max: 2 }] })),
      `error [ResourcePolicy/llm/qwen] 'spec.units[0].max' (2) must be left out with an elastic unit, whose nodes come as needed; limit the maximum of the scaler (policy/units)`,
    ),
  ],
  'RPO-07': [
    found(
      all(deployment(), policy({ ignorePreviousPod: true })),
      `warning [ResourcePolicy/llm/qwen] 'spec.ignorePreviousPod' (true) has no effect without a 'max' of a unit; give a unit a max, or leave it out (policy/options)`,
    ),
    found(
      all(deployment(), policy({ ignoreTerminatingPod: true })),
      `warning [ResourcePolicy/llm/qwen] 'spec.ignoreTerminatingPod' (true) has no effect without a 'max' of a unit; give a unit a max, or leave it out (policy/options)`,
    ),
    found(
      all(deployment(), policy({ matchLabelKeys: ['pod-template-hash'] })),
      `warning [ResourcePolicy/llm/qwen] 'spec.matchLabelKeys' (a list of 1) has no effect without a 'max' of a unit; give a unit a max, or leave it out (policy/options)`,
    ),
  ],
  'RPO-08': [
    found(
      all(deployment(), policy({ whenTryNextUnits: { policy: 'TimeoutOrExceedMax', timeout: 15 } })),
      `error [ResourcePolicy/llm/qwen] 'spec.whenTryNextUnits.timeout' (15) must be a duration; write it like '15m' (policy/options)`,
    ),
    found(
      all(deployment(), policy({ whenTryNextUnits: { policy: 'ExceedMax', timeout: '15m' } })),
      `warning [ResourcePolicy/llm/qwen] 'spec.whenTryNextUnits.timeout' ("15m") has no effect without a policy that has a timeout; write 'policy: Timeout', or leave it out (policy/options)`,
    ),
  ],
  'RPO-09': [
    found(
      all(
        deployment(),
        hpa(),
        policy({
          units: [
            { resource: 'ecs', max: 2 },
            { resource: 'eci', max: 1 },
          ],
        }),
      ),
      'warning [ResourcePolicy/llm/qwen] the units hold 3 pods, and HorizontalPodAutoscaler llm/qwen scales to 4; leave out the max of the last unit, or lower the maximum to 3 (policy/capacity)',
    ),
  ],
  'RPO-10': [
    found(
      all(deployment(), policy({ units: [{ resource: 'acs' }], preemptPolicy: 'BeforeNextUnit' })),
      `error [ResourcePolicy/llm/qwen] 'spec.preemptPolicy' ("BeforeNextUnit") cannot be used with ACS units; leave it out (policy/options)`,
    ),
  ],
  'RPO-11': [
    found(
      all(deployment(), policy(), policy({}, { name: 'qwen-cloud' })),
      `error [ResourcePolicy/llm/qwen-cloud] ResourcePolicy llm/qwen-cloud and ResourcePolicy llm/qwen both select the pods of 'qwen'; put their units into one policy (policy/two-policies)`,
    ),
  ],
  'RPO-12': [
    found(
      all(
        service({}, { 'controller.kubernetes.io/pod-deletion-cost': '100' }),
        policy({ selector: { app: 'isvc.qwen-predictor' } }),
      ),
      `error [InferenceService/llm/qwen] 'controller.kubernetes.io/pod-deletion-cost' is what ResourcePolicy llm/qwen sets itself; leave it out (policy/deletion-cost)`,
    ),
  ],
  'RPO-13': [
    found(
      all(deployment(), policy({}, { namespace: 'elsewhere' })),
      `error [ResourcePolicy/elsewhere/qwen] 'metadata.namespace' ("elsewhere") must be that of Deployment llm/qwen, whose pods are nowhere else; write "llm" (policy/selector)`,
    ),
  ],
  'RPO-14': [
    found(
      all(
        deployment(),
        policy({ units: [{ resource: 'ecs', nodeSelector: { 'alibabacloud.com/nodepool-id': 'npxxxxxx' } }] }),
      ),
      `warning [ResourcePolicy/llm/qwen] 'spec.units[0].nodeSelector['alibabacloud.com/nodepool-id']' ("npxxxxxx") looks like a placeholder; give the id of your node pool: aliyun cs DescribeClusterNodePools (policy/placeholder)`,
    ),
  ],
};
