import { Backend, EngineMetric, KServeScaling } from '../../src';
import { newService } from '../support/chart';
import { hpa, policyOfPods, type Rows, refused, service } from './cases';

/** Names, labels and namespaces. */
export const NAM: Rows = {
  'NAM-01': [
    refused(
      service({ metadata: { name: 'Qwen_7B' } }),
      `[test/Qwen] 'name' ("Qwen_7B") must consist of lower-case letters, digits and '-', start with a letter and not end with '-'; choose such a name (name/syntax)`,
    ),
  ],
  'NAM-02': [
    refused(
      service({ metadata: { name: '7b-chat' } }),
      `[test/Qwen] 'name' ("7b-chat") must consist of lower-case letters, digits and '-', start with a letter and not end with '-'; choose such a name (name/syntax)`,
    ),
  ],
  'NAM-03': [
    refused(
      service({ metadata: { name: 'x'.repeat(49), namespace: 'a' } }),
      `[test/Qwen] 'name' ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx") must have at most 48 characters, not 49; shorten it (name/too-long)`,
    ),
  ],
  'NAM-04': [
    refused(
      service({ metadata: { name: 'x'.repeat(40), namespace: 'y'.repeat(20) } }),
      `[test/Qwen] the name 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' and the namespace 'yyyyyyyyyyyyyyyyyyyy' have 60 characters; KServe makes a host name of both and has room for 52; shorten one of them (name/too-long)`,
    ),
  ],
  'NAM-05': [
    refused(
      service({
        metadata: { name: 'x'.repeat(45), namespace: 'a' },
        scaling: KServeScaling.keda([EngineMetric.RUNNING_REQUESTS.target(10)], { maxReplicas: 2 }),
      }),
      `[test/Qwen] the name 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' has 45 characters; with KServe's class keda it may have 44, since KEDA makes 'keda-hpa-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-predictor' of it; shorten it (name/too-long)`,
    ),
  ],
  'NAM-06': [
    refused(
      service({ podLabels: { model: 'Qwen/Qwen2.5-7B' } }),
      `[test/Qwen] 'podLabels.model' ("Qwen/Qwen2.5-7B") must have at most 63 characters of [A-Za-z0-9._-] and begin and end with a letter or digit; shorten it, or use an annotation (label/syntax)`,
    ),
  ],
  'NAM-07': [
    refused(
      service({ podLabels: { team: 'x'.repeat(64) } }),
      `[test/Qwen] 'podLabels.team' ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx") must have at most 63 characters of [A-Za-z0-9._-] and begin and end with a letter or digit; shorten it, or use an annotation (label/syntax)`,
    ),
    refused(
      service({ podLabels: { 'a/b/c': 'x' } }),
      `[test/Qwen] 'podLabels' ("a/b/c") must be a key of the form [prefix/]name: a lower-case DNS prefix, a name of at most 63 characters of [A-Za-z0-9._-]; rename the key (label/syntax)`,
    ),
    refused(
      service({ podLabels: { 'Example.com/team': 'x' } }),
      `[test/Qwen] 'podLabels' ("Example.com/team") must be a key of the form [prefix/]name: a lower-case DNS prefix, a name of at most 63 characters of [A-Za-z0-9._-]; rename the key (label/syntax)`,
    ),
  ],
  'NAM-08': [
    refused(
      (chart) => {
        newService(chart, 'Qwen');
        newService(chart, 'Other', { metadata: { name: 'qwen' } });
      },
      `[test/Qwen] the service 'qwen' stands in this namespace already, at test/Other; give one of them another metadata.name (name/duplicate)`,
      `[test/Other] the service 'qwen' stands in this namespace already, at test/Qwen; give one of them another metadata.name (name/duplicate)`,
    ),
  ],
  'NAM-09': [
    refused(
      service({ metadata: { namespace: 'Kube System' } }),
      `[test/Qwen] 'metadata.namespace' ("Kube System") must be a DNS label: lower-case letters, digits and '-', at most 63 characters; use the name of an existing namespace (name/syntax)`,
    ),
    refused(
      service({ metadata: { name: 'a', namespace: 'x'.repeat(64) }, backend: Backend.deployment() }),
      `[test/Qwen] 'metadata.namespace' ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx") must be a DNS label: lower-case letters, digits and '-', at most 63 characters; use the name of an existing namespace (name/syntax)`,
    ),
  ],
  'NAM-10': [
    refused(
      service({ podLabels: { app: 'foo' } }),
      `[test/Qwen] the pod label 'app' is what selects the pods and cannot be set; use another label (label/owned)`,
    ),
  ],
  'NAM-11': [
    refused(
      policyOfPods({ 'alibabacloud.com/compute-class': 'gpu' }),
      `[test/Policy] the pod selector of the service holds the system label 'alibabacloud.com/compute-class'; select by labels of your own (policy/selector)`,
    ),
  ],
  'NAM-12': [
    refused(
      hpa({ metadata: { name: 'qwen-predictor' } }),
      `[test/Hpa] 'metadata.name' ("qwen-predictor") must not be the name of what KServe makes, which deletes it; use another name (name/reserved)`,
    ),
  ],
  'NAM-13': [
    refused(
      service({
        podSpec: { containers: [{ name: 'proxy', ports: [{ name: 'http-metrics-port', containerPort: 9 }] }] },
      }),
      `[test/Qwen] 'ports.name' ("http-metrics-port") must have at most 15 characters of a–z, 0–9 and '-', a letter among them; rename the port (service/ports)`,
    ),
  ],
};
