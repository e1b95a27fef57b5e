import { oneOf, slip } from './random';
import { all, type Change, change, type Loose } from './stack';

const KSERVE = 'InferenceService';
const CLASS = 'serving.kserve.io/autoscalerClass';
const MODE = 'serving.kserve.io/deploymentMode';
const SCALERS = ['HorizontalPodAutoscaler', 'ScaledObject', 'CronHorizontalPodAutoscaler'];

const scalesItself = ({ metadata }: Loose) => ['hpa', 'keda'].includes(metadata.annotations[CLASS]);

/** What can be wrong with an InferenceService. */
export const KSERVE_BREAKS: readonly Change[] = [
  change('rename the InferenceService', KSERVE, (object, stack) => {
    const others = all(stack, ...SCALERS, 'ServiceMonitor', 'ResourcePolicy');
    if (others.length === 0) return undefined;
    object.metadata.name = slip(object.metadata.name, stack.random);
    return others;
  }),
  change('move the InferenceService to another namespace', KSERVE, (object, stack) => {
    const others = all(stack, ...SCALERS, 'ServiceMonitor');
    if (others.length === 0) return undefined;
    object.metadata.namespace = 'elsewhere';
    return others;
  }),
  change('ask for a class of scaler that there is not', KSERVE, (object, stack) => {
    object.metadata.annotations[CLASS] = oneOf(['HPA', 'keda2', 'extern'], stack.random);
    return true;
  }),
  change(
    'let KServe scale as well',
    KSERVE,
    (object, stack) => {
      const scalers = all(stack, 'HorizontalPodAutoscaler', 'ScaledObject');
      if (scalers.length === 0) return undefined;
      if (stack.random() < 0.5) delete object.metadata.annotations[CLASS];
      else object.metadata.annotations[CLASS] = 'hpa';
      return scalers;
    },
    (object) => object.metadata.annotations[CLASS] === 'external',
  ),
  change('ask for a mode that there is not', KSERVE, (object, stack) => {
    object.metadata.annotations[MODE] = oneOf(['Raw', 'standard', 'Deployment'], stack.random);
    return true;
  }),
  change(
    'call an HPA as KServe calls its own',
    'HorizontalPodAutoscaler',
    (object) => {
      object.metadata.name = object.spec.scaleTargetRef.name;
      return true;
    },
    (object) => object.spec.scaleTargetRef.name.endsWith('-predictor'),
  ),
  change(
    'want more replicas at least than at most of KServe',
    KSERVE,
    (object) => {
      object.spec.predictor.minReplicas = object.spec.predictor.maxReplicas + 1;
      return true;
    },
    scalesItself,
  ),
  change(
    'aim at more than all',
    KSERVE,
    (object) => {
      const { predictor } = object.spec;
      if (predictor.scaleTarget !== undefined) predictor.scaleTarget = 150;
      else predictor.autoScaling.metrics[0].resource.target.averageUtilization = 0;
      return true;
    },
    scalesItself,
  ),
  change(
    'scale by KEDA through KServe on nothing',
    KSERVE,
    (object) => {
      delete object.spec.predictor.autoScaling;
      return true;
    },
    ({ metadata }) => metadata.annotations[CLASS] === 'keda',
  ),
  change(
    'put another container first',
    KSERVE,
    (object) => {
      object.spec.predictor.containers.unshift({ name: 'proxy', image: 'envoyproxy/envoy:v1.31.0' });
      return true;
    },
    (object) => object.spec.predictor.containers !== undefined,
  ),
  change('leave the model and the containers out', KSERVE, (object) => {
    delete object.spec.predictor.containers;
    delete object.spec.predictor.model;
    return true;
  }),
  change('give the pods a label that KServe sets', KSERVE, (object) => {
    object.spec.predictor.labels = { app: 'qwen' };
    return true;
  }),
  change('ask for less than nothing', KSERVE, (object) => {
    (object.spec.predictor.model ?? object.spec.predictor.containers[0]).resources.requests.cpu = '16';
    return true;
  }),
];
