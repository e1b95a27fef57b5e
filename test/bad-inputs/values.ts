import { App } from 'cdk8s';
import { Engine, LlmInferenceService } from '../../src';
import { newService, smallestService } from '../support/chart';
import { accepted, hpa, type Rows, refused, service, TYPED, thrown } from './cases';

const cycle: Record<string, unknown> = {};
cycle.self = cycle;

/** Values and JavaScript. */
export const RAW: Rows = {
  'RAW-01': [
    refused(
      hpa({ minReplicas: Number.NaN }),
      `[test/Hpa] 'minReplicas' (NaN) must be a whole number of at least 1; give such a number (value/number)`,
    ),
    refused(
      service({ cpu: Number.NaN }),
      `[test/Qwen] 'cpu' (NaN) must be a number of cores, more than 0, in steps of 0.001; give one (service/resources)`,
    ),
  ],
  'RAW-02': [
    refused(
      hpa({ maxReplicas: Number.POSITIVE_INFINITY }),
      `[test/Hpa] 'maxReplicas' (Infinity) must be a whole number of at least 1 (at most 2147483647); give such a number (value/number)`,
    ),
  ],
  'RAW-03': [
    refused(
      hpa({ maxReplicas: 2.5 }),
      `[test/Hpa] 'maxReplicas' (2.5) must be a whole number of at least 1; give such a number (value/number)`,
    ),
  ],
  'RAW-04': [
    refused(
      hpa({ maxReplicas: '3' }),
      `[test/Hpa] 'maxReplicas' ("3") must be a whole number of at least 1; give such a number (value/number)`,
    ),
    TYPED,
  ],
  'RAW-05': [
    refused(
      hpa({ maxReplicas: 2 ** 31 }),
      `[test/Hpa] 'maxReplicas' (2147483648) must be a whole number of at least 1 (at most 2147483647); give such a number (value/number)`,
    ),
  ],
  'RAW-06': [
    accepted(
      service({ metadata: { labels: Object.assign(Object.create(null), { team: 'nlp' }) } }),
      'InferenceService metadata.labels',
      { team: 'nlp' },
    ),
  ],
  'RAW-07': [
    refused(
      service({ metadata: { labels: JSON.parse('{"__proto__": {}}') } }),
      `[test/Qwen] 'metadata.labels' ("__proto__") must be a key of the form [prefix/]name: a lower-case DNS prefix, a name of at most 63 characters of [A-Za-z0-9._-]; rename the key (label/syntax)`,
      `[test/Qwen] 'metadata.labels.__proto__' (an object) must be a string; write it in quotes (label/syntax)`,
      `[test/Qwen] 'metadata.labels' ("__proto__") must not be used as a key; rename the key (value/plain-data)`,
    ),
    refused(
      service({ podSpec: JSON.parse('{"dnsConfig": {"__proto__": {}}}') }),
      `[test/Qwen] 'spec.predictor.dnsConfig' ("__proto__") must not be used as a key; rename the key (value/plain-data)`,
    ),
  ],
  'RAW-08': [
    refused(
      service({ engine: Engine.vllm({ version: '0.11.0', args: ['--x', undefined] as string[] }) }),
      `[test/Qwen] 'spec.predictor.containers[0].args[4]' (undefined) must have a value; drop it or give one (value/plain-data)`,
    ),
    TYPED,
  ],
  'RAW-09': [
    refused(
      service({ podSpec: { cycle } }),
      `[test/Qwen] 'spec.predictor.cycle.self' (an object) must not contain itself; cut the cycle (value/plain-data)`,
    ),
  ],
  'RAW-10': [
    refused(
      service({ env: { LEVEL: new Map() } }),
      `[test/Qwen] 'env.LEVEL' (an instance of Map) must be an EnvValue; write EnvValue.of(…) or EnvValue.fromSecret(…) (service/environment)`,
    ),
    refused(
      service({ podSpec: { hostAliases: new Map() } }),
      `[test/Qwen] 'spec.predictor.hostAliases' (an instance of Map) must be a plain object or list; convert it (value/plain-data)`,
    ),
    refused(
      service({ affinity: { since: new Date(0) } }),
      `[test/Qwen] 'spec.predictor.affinity.since' (an instance of Date) must be a plain object or list; convert it (value/plain-data)`,
    ),
    TYPED,
  ],
  'RAW-11': [
    refused(
      service({ metadata: { labels: { version: 1.1 } } }),
      `[test/Qwen] 'metadata.labels.version' (1.1) must be a string; write it in quotes (label/syntax)`,
    ),
    TYPED,
  ],
  'RAW-12': [TYPED],
  'RAW-13': [
    refused(
      service({ podAnnotations: { note: 'a\u2028b' } }),
      `[test/Qwen] 'spec.predictor.annotations.note' ("a\\u2028b") must not contain U+2028 (at index 1); remove the character (value/text)`,
    ),
    refused(
      service({ podAnnotations: { note: 'a\u007fb' } }),
      `[test/Qwen] 'spec.predictor.annotations.note' ("a\\u007fb") must not contain U+007F (at index 1); remove the character (value/text)`,
    ),
    refused(
      service({ podAnnotations: { note: 'a\u0085b' } }),
      `[test/Qwen] 'spec.predictor.annotations.note' ("a\\u0085b") must not contain U+0085 (at index 1); remove the character (value/text)`,
    ),
    refused(
      service({ podAnnotations: { note: 'a\ud800b' } }),
      `[test/Qwen] 'spec.predictor.annotations.note' ("a\\ud800b") must not contain U+D800 (at index 1); remove the character (value/text)`,
    ),
    refused(
      service({ podAnnotations: { note: 'a\u0000b' } }),
      `[test/Qwen] 'spec.predictor.annotations.note' ("a\\u0000b") must not contain U+0000 (at index 1); remove the character (value/text)`,
    ),
  ],
  'RAW-14': [
    refused(
      service({ podAnnotations: { mode: '0o17' } }),
      `[test/Qwen] 'spec.predictor.annotations.mode' ("0o17") must not look like an octal number; write it another way (value/text)`,
    ),
    refused(
      service({ podAnnotations: { mode: '0X1F' } }),
      `[test/Qwen] 'spec.predictor.annotations.mode' ("0X1F") must not look like a number; write it another way (value/text)`,
    ),
  ],
  'RAW-15': [
    refused(
      service({ podSpec: { hostname: { resolve: () => 'pwn' } } }),
      `[test/Qwen] 'spec.predictor.hostname.resolve' (a function) must be plain data; pass a value, not code (value/plain-data)`,
    ),
  ],
  'RAW-16': [
    thrown((chart) => {
      newService(chart, 'Qwen');
      newService(chart, 'Qwen');
    }, "There is already a Construct with name 'Qwen' in Chart [test]"),
  ],
  'RAW-17': [
    refused((chart) => {
      new LlmInferenceService(App.of(chart), 'Stray', smallestService());
    }, '[Stray] this construct stands outside of every chart; pass a chart as its scope (value/scope)'),
  ],
};
