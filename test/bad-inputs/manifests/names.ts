import { found, type Rows } from '../cases';
import { all, container, deployment, external, hpa, policy, service } from './build';

/** Names, labels and namespaces, as they stand in anybody's YAML. */
export const NAMES: Rows = {
  'NAM-01': [
    found(
      service({}, {}, { name: 'Qwen_7B' }),
      `error [InferenceService/llm/Qwen_7B] 'metadata.name' ("Qwen_7B") must consist of lower-case letters, digits and '-', at most 63, and begin with a letter; write 'qwen-7b' (name/syntax)`,
    ),
  ],
  'NAM-02': [
    found(
      service({}, {}, { name: '7b-chat' }),
      `error [InferenceService/llm/7b-chat] 'metadata.name' ("7b-chat") must consist of lower-case letters, digits and '-', at most 63, and begin with a letter; write 'm-7b-chat' (name/syntax)`,
    ),
  ],
  'NAM-03': [
    found(
      service({}, {}, { name: 'x'.repeat(49), namespace: undefined }),
      `error [InferenceService/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx] 'metadata.name' ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx") must have at most 48 characters, not 49, for the label isvc.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-predictor; shorten it, for example to 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' (name/too-long)`,
    ),
  ],
  'NAM-04': [
    found(
      service({}, {}, { name: 'x'.repeat(40), namespace: 'y'.repeat(20) }),
      `error [InferenceService/yyyyyyyyyyyyyyyyyyyy/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx] 'metadata.name' ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx") must have at most 32 characters, not 40, for the host name xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-predictor-yyyyyyyyyyyyyyyyyyyy; shorten it, for example to 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' (name/too-long)`,
    ),
  ],
  'NAM-05': [
    found(
      service(
        { maxReplicas: 4, autoScaling: { metrics: [external({ type: 'AverageValue', value: '8' })] } },
        { 'serving.kserve.io/autoscalerClass': 'keda' },
        { name: 'x'.repeat(45), namespace: undefined },
      ),
      `error [InferenceService/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx] 'metadata.name' ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx") must have at most 44 characters, not 45, for KEDA's keda-hpa-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx-predictor; shorten it, for example to 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx' (name/too-long)`,
    ),
  ],
  'NAM-06': [
    found(
      deployment({}, {}, { labels: { model: 'Qwen/Qwen2.5-7B' } }),
      `error [Deployment/llm/qwen] 'metadata.labels.model' ("Qwen/Qwen2.5-7B") must have at most 63 characters of [A-Za-z0-9._-], and begin and end with a letter or digit; write 'Qwen-Qwen2.5-7B', or use an annotation (label/syntax)`,
    ),
  ],
  'NAM-07': [
    found(
      deployment({}, {}, { labels: { team: 'x'.repeat(64) } }),
      `error [Deployment/llm/qwen] 'metadata.labels.team' ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx") must have at most 63 characters of [A-Za-z0-9._-], and begin and end with a letter or digit; write 'xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx', or use an annotation (label/syntax)`,
    ),
    found(
      deployment({}, {}, { labels: { 'a/b/c': 'x' } }),
      `error [Deployment/llm/qwen] 'metadata.labels['a/b/c']' ("x") must have a key of the form [prefix/]name: a lower-case DNS prefix, a name of at most 63 characters of [A-Za-z0-9._-]; rename the key (label/syntax)`,
    ),
    found(
      deployment({}, {}, { labels: { 'Example.com/team': 'x' } }),
      `error [Deployment/llm/qwen] 'metadata.labels['Example.com/team']' ("x") must have a key of the form [prefix/]name: a lower-case DNS prefix, a name of at most 63 characters of [A-Za-z0-9._-]; rename the key (label/syntax)`,
    ),
  ],
  'NAM-08': [
    found(
      all(service(), container({ image: 'example.com/engine:2.0' })),
      `error [InferenceService/llm/qwen] InferenceService llm/qwen stands twice, and differently, first in stack.yaml:1; rename one of them; if the files are for several clusters, check each with '--each' (name/duplicate)`,
    ),
  ],
  'NAM-09': [
    found(
      hpa({}, { namespace: 'Kube System' }),
      `error [HorizontalPodAutoscaler/Kube System/qwen] 'metadata.namespace' ("Kube System") must consist of lower-case letters, digits and '-', at most 63; use the name of an existing namespace (name/syntax)`,
    ),
    found(
      hpa({}, { namespace: 'x'.repeat(64) }),
      `error [HorizontalPodAutoscaler/xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx/qwen] 'metadata.namespace' ("xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx") must consist of lower-case letters, digits and '-', at most 63; use the name of an existing namespace (name/syntax)`,
    ),
  ],
  'NAM-10': [
    found(
      service({ labels: { app: 'foo' } }),
      `warning [InferenceService/llm/qwen] 'spec.predictor.labels.app' ("foo") becomes isvc.qwen-predictor on the pods; use a label of your own, such as 'app.kubernetes.io/part-of' (kserve/app-label)`,
    ),
  ],
  'NAM-11': [
    found(
      all(deployment(), policy({ selector: { app: 'qwen', 'alibabacloud.com/compute-class': 'gpu' } })),
      `error [ResourcePolicy/llm/qwen] 'spec.selector['alibabacloud.com/compute-class']' ("gpu") is a label that the platform itself sets: pods that change it are made again and again; select by a label of your own (policy/selector)`,
    ),
  ],
  'NAM-12': [
    found(
      all(
        service(),
        hpa(
          { scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'qwen-predictor' } },
          { name: 'qwen-predictor' },
        ),
      ),
      `error [HorizontalPodAutoscaler/llm/qwen-predictor] 'metadata.name' ("qwen-predictor") is what KServe calls its own HPA, and deletes; write 'qwen-hpa' (name/reserved)`,
    ),
  ],
  'NAM-13': [
    found(
      container({ ports: [{ name: 'http-metrics-port', containerPort: 8000 }] }),
      `error [InferenceService/llm/qwen] 'spec.predictor.containers[0].ports[0].name' ("http-metrics-port") must have at most 15 characters of a–z, 0–9 and '-', a letter among them; rename it, for example to 'http' (workload/ports)`,
    ),
  ],
};
