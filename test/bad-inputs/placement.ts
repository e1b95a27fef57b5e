import { Duration } from 'cdk8s';
import { PreemptPolicy, ResourceUnit, TryNextPolicy } from '../../src';
import { accepted, policy, policyOfPods, type Rows, refused, TYPED, warned, wholeApp } from './cases';

/** Placement. */
export const RPO: Rows = {
  'RPO-01': [
    refused(
      policy({ units: [] }),
      `[test/Policy] 'units' is empty; give at least one, the preferred one first (policy/units)`,
    ),
  ],
  'RPO-02': [TYPED],
  'RPO-03': [
    refused(
      policy({ units: [ResourceUnit.eci(), ResourceUnit.eci()] }),
      `[test/Policy] 'units[1]' names the same nodes as 'units[0]'; keep one of them (policy/units)`,
    ),
  ],
  'RPO-04': [accepted(policy({}), 'ResourcePolicy spec.selector', { app: 'isvc.qwen-predictor' }), TYPED],
  'RPO-05': [
    refused(
      policyOfPods({}),
      '[test/Policy] the pod selector of the service is empty and would select every pod of the namespace; give the service its podSelector (policy/selector)',
    ),
  ],
  'RPO-06': [
    refused(
      policy({ units: [ResourceUnit.ecs({ max: 0 })] }),
      `[test/Policy] 'units[0].max' (0) must be a whole number of at least 1; give such a number (value/number)`,
    ),
    refused(
      policy({ units: [ResourceUnit.ecs({ max: 1.5 })] }),
      `[test/Policy] 'units[0].max' (1.5) must be a whole number of at least 1; give such a number (value/number)`,
    ),
    refused(
      policy({ units: [ResourceUnit.elastic({ max: 2 })] }),
      `[test/Policy] 'units[0].max' (2) must be left out with an elastic unit, whose nodes come as needed; limit maxReplicas of the scaler (policy/units)`,
    ),
  ],
  'RPO-07': [
    refused(
      policy({ ignorePreviousPod: true }),
      `[test/Policy] 'ignorePreviousPod' (true) has no effect without a 'max' of a unit; give a max or leave it out (policy/options)`,
    ),
    refused(
      policy({ ignoreTerminatingPod: true }),
      `[test/Policy] 'ignoreTerminatingPod' (true) has no effect without a 'max' of a unit; give a max or leave it out (policy/options)`,
    ),
    refused(
      policy({ matchLabelKeys: ['pod-template-hash'] }),
      `[test/Policy] 'matchLabelKeys' (a list of 1) has no effect without a 'max' of a unit; give a max or leave it out (policy/options)`,
    ),
  ],
  'RPO-08': [
    refused(
      policy({ whenTryNextUnits: TryNextPolicy.EXCEED_MAX, tryNextTimeout: Duration.minutes(1) }),
      `[test/Policy] 'tryNextTimeout' has no effect without a policy that has a timeout; use TryNextPolicy.TIMEOUT or leave it out (policy/options)`,
    ),
    refused(
      policy({ whenTryNextUnits: TryNextPolicy.TIMEOUT, tryNextTimeout: 15 }),
      `[test/Policy] 'tryNextTimeout' (15) must be a Duration; write Duration.seconds(…) (value/seconds)`,
    ),
    TYPED,
  ],
  'RPO-09': [wholeApp('a policy does not know the scalers of its service')],
  'RPO-10': [
    refused(
      policy({ units: [ResourceUnit.acs()], preemptPolicy: PreemptPolicy.BEFORE_NEXT_UNIT }),
      `[test/Policy] 'preemptPolicy' ("BeforeNextUnit") cannot be used with ACS units; leave it out (policy/options)`,
    ),
  ],
  'RPO-11': [wholeApp('a policy does not know the others')],
  'RPO-12': [wholeApp('a policy knows the labels of the pods and not their annotations')],
  'RPO-13': [
    refused(
      policy({ metadata: { namespace: 'elsewhere' } }),
      `[test/Policy] 'metadata.namespace' ("elsewhere") must be that of the service, whose pods are nowhere else; leave it out (policy/selector)`,
    ),
  ],
  'RPO-14': [
    warned(
      policy({ units: [ResourceUnit.ecs({ nodePool: 'npxxxxxx' })] }),
      `[test/Policy] 'units[0].nodePool' ('npxxxxxx') looks like a placeholder; give the id of your node pool (policy/placeholder)`,
    ),
  ],
};
