import { hpa, object } from '../bad-inputs/manifests/build';
import { finds, findsIn, testCases } from './table';

const must = (kind: string, apiVersion: string, now: string, since: string) =>
  `error [${kind}/llm/qwen] 'apiVersion' ("${apiVersion}") must be ${now}, since ${since} has this version no more; write '${now}', and the fields as that version has them (version/removed)`;

testCases([
  finds(
    'targets where an old version had them',
    hpa({ metrics: [{ type: 'Resource', resource: { name: 'memory', targetAverageValue: '20Gi' } }] }).replace(
      'autoscaling/v2',
      'autoscaling/v2beta1',
    ),
    must('HorizontalPodAutoscaler', 'autoscaling/v2beta1', 'autoscaling/v2', 'Kubernetes 1.25'),
  ),
  findsIn({ kubernetesVersion: '1.24' }, 'a version that this cluster has', object('batch/v1beta1', 'CronJob', {})),
  finds(
    'a version of a kind that moved on',
    object('extensions/v1beta1', 'NetworkPolicy', {}),
    must('NetworkPolicy', 'extensions/v1beta1', 'networking.k8s.io/v1', 'Kubernetes 1.16'),
  ),
  finds('another kind of that group', object('extensions/v1beta1', 'Something', {})),
  finds(
    "a schedule of ACK's in the group of Kubernetes",
    object('autoscaling/v2', 'CronHorizontalPodAutoscaler', { schedule: '0 9 * * 1-5' }),
    `error [CronHorizontalPodAutoscaler/llm/qwen] 'apiVersion' ("autoscaling/v2") must be autoscaling.alibabacloud.com/v1beta1 where the kind is CronHorizontalPodAutoscaler; write 'autoscaling.alibabacloud.com/v1beta1' (version/group)`,
  ),
  finds("a schedule of another cloud's", object('autoscaling.cce.io/v2alpha1', 'CronHorizontalPodAutoscaler', {})),
  finds(
    'the first KEDA',
    object('keda.k8s.io/v1alpha1', 'ScaledObject', { scaleTargetRef: { deploymentName: 'qwen' } }),
    must('ScaledObject', 'keda.k8s.io/v1alpha1', 'keda.sh/v1alpha1', 'KEDA 2.0'),
  ),
  finds(
    'KServe as a part of Kubeflow',
    object('serving.kubeflow.org/v1beta1', 'InferenceService', { predictor: {} }),
    must('InferenceService', 'serving.kubeflow.org/v1beta1', 'serving.kserve.io/v1beta1', 'KServe 0.7'),
  ),
]);
