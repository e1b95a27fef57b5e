import { oneOf, slip } from './random';
import { all, type Change, change, engineOf, type Loose } from './stack';

function firstKey(labels: Loose): string {
  return Object.keys(labels).sort().at(-1) as string;
}

/** What can be wrong with a workload and its Service. */
export const WORKLOAD_BREAKS: readonly Change[] = [
  change('rename a label of the pods', 'Deployment', (object, stack) => {
    const { labels } = object.spec.template.metadata;
    const key = firstKey(labels);
    labels[key] = slip(labels[key], stack.random);
    return true;
  }),
  change('rename a label of the pods and of their Deployment', 'Deployment', (object, stack) => {
    const { labels } = object.spec.template.metadata;
    const key = firstKey(labels);
    const name = slip(labels[key], stack.random);
    labels[key] = name;
    object.spec.selector.matchLabels[key] = name;
    return all(stack, 'Service');
  }),
  change('select other pods', 'Service', (object, stack) => {
    const { selector } = object.spec;
    const key = firstKey(selector);
    selector[key] = slip(selector[key], stack.random);
    return true;
  }),
  change('select pods by another label', 'Service', (object) => {
    const { selector } = object.spec;
    const key = firstKey(selector);
    selector.app = selector[key];
    delete selector[key];
    return true;
  }),
  change('move the Service to another namespace', 'Service', (object) => {
    object.metadata.namespace = 'elsewhere';
    return true;
  }),
  change('rename a label of the Service', 'Service', (object, stack) => {
    const { labels } = object.metadata;
    const key = firstKey(labels);
    labels[key] = slip(labels[key], stack.random);
    return all(stack, 'ServiceMonitor').filter(({ metadata }) => metadata.name !== 'dcgm-exporter');
  }),
  change('leave out the labels of the Service', 'Service', (object, stack) => {
    delete object.metadata.labels;
    return all(stack, 'ServiceMonitor').filter(({ metadata }) => metadata.name !== 'dcgm-exporter');
  }),
  change('rename the port of the Service', 'Service', (object, stack) => {
    object.spec.ports[0].name = oneOf(['web', 'metrics', 'http-api', 'htttp'], stack.random);
    return all(stack, 'ServiceMonitor').filter(({ metadata }) => metadata.name !== 'dcgm-exporter');
  }),
  change('leave out the name of the port of the Service', 'Service', (object, stack) => {
    delete object.spec.ports[0].name;
    return all(stack, 'ServiceMonitor').filter(({ metadata }) => metadata.name !== 'dcgm-exporter');
  }),
  change('lead the Service to a port that the pods do not have', 'Service', (object, stack) => {
    object.spec.ports[0].targetPort = oneOf(['web', 'metrics', 9999], stack.random);
    return all(stack, 'Deployment');
  }),
  change('rename the port of the pods', 'Deployment', (object, stack) => {
    (engineOf(object) as Loose).ports[0].name = oneOf(['web', 'api', 'serving'], stack.random);
    return true;
  }),
  change('change the number of the port of the pods', 'Deployment', (object) => {
    (engineOf(object) as Loose).ports[0].containerPort += 1;
    return true;
  }),
  change(
    'let the engine listen on another port',
    'Deployment',
    (object) => {
      const { args } = engineOf(object) as Loose;
      args[args.indexOf('--port=8080')] = '--port=8081';
      return true;
    },
    (object) => engineOf(object)?.args?.includes('--port=8080'),
  ),
  change('write the size beside a scaler', 'Deployment', (object, stack) => {
    object.spec.replicas = 2;
    return all(stack, 'HorizontalPodAutoscaler');
  }),
  change('give an object twice', 'Service', (object, stack) => {
    stack.objects.push({ ...object, spec: { ...object.spec, type: 'NodePort' } });
    return true;
  }),
  change('write a name in capitals', 'Service', (object) => {
    object.metadata.name = object.metadata.name.replace(/^./, (letter: string) => letter.toUpperCase());
    return true;
  }),
  change('run another engine', 'Deployment', (object, stack) => {
    const engine = engineOf(object) as Loose;
    engine.image = 'lmsysorg/sglang:v0.5.4';
    engine.command = ['python3', '-m', 'sglang.launch_server'];
    engine.args = ['--model-path=x', `--port=${engine.ports[0].containerPort}`, '--host=0.0.0.0', '--enable-metrics'];
    return all(stack, 'HorizontalPodAutoscaler', 'ConfigMap');
  }),
];
