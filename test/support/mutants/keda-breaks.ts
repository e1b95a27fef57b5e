import { oneOf, slip, slipOfSeries } from './random';
import { type Change, change, type Loose } from './stack';

const KEDA = 'ScaledObject';

function metadataChange(name: string, make: (metadata: Loose, random: () => number) => void): Change {
  return change(name, KEDA, (object, stack) => {
    make(object.spec.triggers[0].metadata, stack.random);
    return true;
  });
}

function specChange(name: string, make: (spec: Loose, random: () => number) => void): Change {
  return change(name, KEDA, (object, stack) => {
    make(object.spec, stack.random);
    return true;
  });
}

/** What can be wrong with a ScaledObject. */
export const KEDA_BREAKS: readonly Change[] = [
  metadataChange('query another namespace', (metadata) => {
    metadata.query = metadata.query.replace('namespace="default"', 'namespace="prod"');
  }),
  metadataChange('query other pods', (metadata, random) => {
    metadata.query = metadata.query.replace('huggingface-fbopt', slip('huggingface-fbopt', random));
  }),
  metadataChange('query another series', (metadata, random) => {
    metadata.query = metadata.query.replace(
      'vllm:num_requests_running',
      slipOfSeries('vllm:num_requests_running', random),
    );
  }),
  metadataChange('query a series of another engine', (metadata, random) => {
    const series = oneOf(['sglang:num_running_reqs', 'tgi_batch_current_size', 'num_requests_running'], random);
    metadata.query = metadata.query.replace('vllm:num_requests_running', series);
  }),
  metadataChange('query a series by a label that it does not have', (metadata, random) => {
    const label = oneOf(['model', 'deployment', 'app', 'pod_name', 'exported_pod'], random);
    metadata.query = metadata.query.replace(/pod=~"[^"]*"/, `${label}="fbopt"`);
  }),
  metadataChange('query without an aggregation', (metadata) => {
    metadata.query = metadata.query.replace(/^sum\((.*)\)$/, '$1');
  }),
  metadataChange('query by pod', (metadata) => {
    metadata.query = metadata.query.replace(/^sum\(/, 'sum by (pod) (');
  }),
  metadataChange('forget a brace of the query', (metadata) => {
    metadata.query = metadata.query.replace('}', '');
  }),
  metadataChange('forget the window of a rate', (metadata) => {
    metadata.query = metadata.query.replace(/^sum\((.*)\)$/, 'sum(rate($1))');
  }),
  metadataChange('leave out the query of a trigger', (metadata) => {
    delete metadata.query;
  }),
  metadataChange('write a threshold as a quantity', (metadata) => {
    metadata.threshold = '500m';
  }),
  metadataChange('write a threshold that is no number', (metadata) => {
    metadata.threshold = 'two';
  }),
  metadataChange('leave out the threshold', (metadata) => {
    delete metadata.threshold;
  }),
  metadataChange('write the threshold under another name', (metadata) => {
    metadata.thresold = metadata.threshold;
    delete metadata.threshold;
  }),
  metadataChange('leave out the address of Prometheus', (metadata) => {
    delete metadata.serverAddress;
  }),
  metadataChange('write an address without its scheme', (metadata) => {
    metadata.serverAddress = metadata.serverAddress.replace('http://', '');
  }),
  metadataChange('take an empty answer for zero', (metadata) => {
    metadata.ignoreNullValues = 'true';
  }),
  specChange('name another target', (spec, random) => {
    spec.scaleTargetRef.name = slip(spec.scaleTargetRef.name, random);
  }),
  specChange('name the InferenceService in place of its Deployment', (spec) => {
    spec.scaleTargetRef.name = 'huggingface-fbopt';
  }),
  specChange('want more replicas at least than at most of KEDA', (spec) => {
    spec.minReplicaCount = spec.maxReplicaCount + 1;
  }),
  specChange('sleep by what only the awake have', (spec) => {
    spec.minReplicaCount = 0;
  }),
  specChange('idle with a replica', (spec) => {
    spec.idleReplicaCount = 1;
    spec.minReplicaCount = 2;
  }),
  specChange('fall back to more than the most', (spec) => {
    spec.fallback.replicas = spec.maxReplicaCount + 1;
  }),
  specChange('fall back after no failure', (spec) => {
    spec.fallback.failureThreshold = -1;
  }),
  specChange('write a trigger that there is not', (spec) => {
    spec.triggers[0].type = 'promethues';
  }),
  specChange('compare as no trigger of Prometheus can', (spec) => {
    spec.triggers[0].metricType = 'Utilization';
  }),
  specChange('leave out the triggers', (spec) => {
    spec.triggers = [];
  }),
  change('move the ScaledObject to another namespace', KEDA, (object) => {
    object.metadata.namespace = 'elsewhere';
    return true;
  }),
];
