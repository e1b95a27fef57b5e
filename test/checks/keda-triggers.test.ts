import { asking, query, scaled } from '../bad-inputs/manifests/build';
import { finds, findsIn, testCases } from './table';

testCases([
  finds(
    'settings from the environment of the workload',
    scaled({ triggers: [query({ serverAddress: undefined, serverAddressFromEnv: 'PROMETHEUS' })] }),
  ),
  finds(
    'settings of a type that is not looked at',
    scaled({ triggers: [{ type: 'kafka', metadata: { topic: 'work', anything: 'goes' } }] }),
  ),
  finds(
    'types that came with the newest KEDA',
    scaled({
      triggers: ['elastic-forecast', 'opensearch'].map((type, index) => ({
        type,
        name: `t${index}`,
        metadata: { a: 'b' },
      })),
    }),
  ),
  finds(
    'settings that are nothing and an object',
    scaled({ triggers: [{ type: 'kafka', metadata: { topic: null, lag: { is: 4 } } }] }),
    `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.lag' (an object) must be a text; write it as one text (keda/trigger-metadata)`,
    `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.topic' (null) must be a text; give it a value, or leave it out (keda/trigger-metadata)`,
  ),
  finds(
    'a setting that is a number',
    asking({ threshold: 8 }),
    `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.threshold' (8) must be a text; write it in quotes: '8' (keda/trigger-metadata)`,
  ),
  finds(
    'a trigger without settings',
    scaled({ triggers: [{ type: 'cpu', metricType: 'Utilization' }] }),
    `error [ScaledObject/llm/qwen] a trigger of type cpu must have 'value'; add it, for example '80' (keda/trigger-metadata)`,
  ),
  finds(
    'no type of trigger',
    scaled({ triggers: [{ metadata: {} }] }),
    `error [ScaledObject/llm/qwen] 'spec.triggers[0].type' (not given) must be a type of trigger that KEDA has; write 'prometheus', for example (keda/trigger-type)`,
  ),
  finds(
    'a type of trigger that nobody knows',
    scaled({ triggers: [{ type: 'carrier-pigeon', metadata: {} }] }),
    `warning [ScaledObject/llm/qwen] 'spec.triggers[0].type' ("carrier-pigeon") must be a type of trigger that KEDA has; write 'prometheus', for example (keda/trigger-type)`,
  ),
  finds(
    'no trigger',
    scaled({ triggers: [] }),
    `error [ScaledObject/llm/qwen] 'spec.triggers' (an empty list) must hold a trigger; add one, for example 'type: prometheus' (keda/trigger-type)`,
  ),
  finds(
    'a setting that is nothing like any',
    asking({ operator: 'GreaterThan' }),
    `warning [ScaledObject/llm/qwen] 'operator' is no setting of KEDA's prometheus trigger; take it out (keda/unknown-metadata)`,
  ),
  findsIn({ kedaVersion: '2.11' }, 'a setting that an older KEDA reads', asking({ metricName: 'queue' })),
  finds(
    'a type of CPU where KEDA wants it elsewhere',
    scaled({ triggers: [query(), { type: 'cpu', metadata: { type: 'Utilization', value: '80' } }] }),
    `warning [ScaledObject/llm/qwen] 'type' is no longer read by KEDA's cpu trigger since KEDA 2.18; take it out, and write 'metricType' beside 'metadata' if it is needed (keda/removed-metadata)`,
  ),
  finds('a threshold in another notation', asking({ threshold: '5e-1' })),
  finds(
    'a threshold that is too small',
    asking({ threshold: '0.0001' }),
    `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.threshold' ("0.0001") must be at least 0.001; give what one replica should carry (keda/threshold)`,
  ),
  finds(
    'a threshold that is no number at all',
    asking({ threshold: 'eight' }),
    `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.threshold' ("eight") must be a plain number; write it like '0.5' (keda/threshold)`,
  ),
  finds('an activation below zero', scaled({ minReplicaCount: 0, triggers: [query({ activationThreshold: '-1' })] })),
  finds(
    'an activation that is a quantity',
    scaled({ minReplicaCount: 0, triggers: [query({ activationThreshold: '500m' })] }),
    `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.activationThreshold' ("500m") must be a plain number; write '0.5' (keda/threshold)`,
  ),
  finds('an activation of what never sleeps', asking({ activationThreshold: '10' })),
]);
