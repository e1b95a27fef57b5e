import { found, type Rows } from '../cases';
import { container, deployment, hpa } from './build';

/** Values, as they stand in anybody's YAML. */
export const VALUES: Rows = {
  'RAW-01': [
    found(
      hpa({ minReplicas: Number.NaN }),
      `error [HorizontalPodAutoscaler/llm/qwen] 'spec.minReplicas' (NaN) must be a finite number; give a number (value/number)`,
    ),
  ],
  'RAW-02': [
    found(
      hpa({ maxReplicas: Number.POSITIVE_INFINITY }),
      `error [HorizontalPodAutoscaler/llm/qwen] 'spec.maxReplicas' (Infinity) must be a finite number; give a number (value/number)`,
    ),
  ],
  'RAW-03': [
    found(
      hpa({ maxReplicas: 2.5 }),
      `error [HorizontalPodAutoscaler/llm/qwen] 'spec.maxReplicas' (2.5) must be a whole number of at least 1; give the greatest number of replicas (hpa/replica-bounds)`,
    ),
  ],
  'RAW-04': [
    found(
      hpa({ maxReplicas: '3' }),
      `error [HorizontalPodAutoscaler/llm/qwen] 'spec.maxReplicas' ("3") must be a whole number of at least 1; give the greatest number of replicas (hpa/replica-bounds)`,
    ),
  ],
  'RAW-05': [
    found(
      hpa({ maxReplicas: 2 ** 31 }),
      `error [HorizontalPodAutoscaler/llm/qwen] 'spec.maxReplicas' (2147483648) must be a whole number of at most 2147483647; give the greatest number of replicas (hpa/replica-bounds)`,
    ),
  ],
  'RAW-08': [
    found(
      container({ args: ['--x', null] }),
      `error [InferenceService/llm/qwen] 'spec.predictor.containers[0].args[1]' is empty; drop it, or give it a value (value/empty-item)`,
    ),
  ],
  'RAW-11': [
    found(
      deployment({}, {}, { labels: { version: 1.1 } }),
      `error [Deployment/llm/qwen] 'metadata.labels.version' (1.1) must be a text; write it in quotes, with all its digits (label/syntax)`,
    ),
  ],
  'RAW-12': [
    found(
      hpa({ minReplicas: undefined, minReplica: 1 }),
      `error [HorizontalPodAutoscaler/llm/qwen] 'minReplica' is no field of 'spec' in a HorizontalPodAutoscaler; did you mean 'minReplicas'? (value/unknown-field)`,
    ),
  ],
  'RAW-13': [
    found(
      deployment({}, {}, { annotations: { note: 'a\u2028b' } }),
      `error [Deployment/llm/qwen] 'metadata.annotations.note' ("a\\u2028b") must not contain U+2028 (at index 1); remove the character (value/text)`,
    ),
    found(
      deployment({}, {}, { annotations: { note: 'a\u007fb' } }),
      `error [Deployment/llm/qwen] 'metadata.annotations.note' ("a\\u007fb") must not contain U+007F (at index 1); remove the character (value/text)`,
    ),
  ],
  'RAW-14': [
    found(
      deployment({}, {}, { annotations: { mode: 0o17 } }),
      `error [Deployment/llm/qwen] 'metadata.annotations.mode' (15) must be a text; write it in quotes, with all its digits (label/syntax)`,
    ),
  ],
};
