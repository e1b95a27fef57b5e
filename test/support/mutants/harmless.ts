import { all, type Change, engineOf, type Loose, type Stack } from './stack';

/** A change that breaks nothing. */
function harmless(name: string, make: (stack: Stack) => unknown): Change {
  return { name, make: (stack) => (make(stack) === false ? undefined : true) };
}

/** A list in another order. */
function shuffle<T>(items: T[], random: () => number): void {
  for (let i = items.length - 1; i > 0; i--) {
    const j = Math.floor(random() * (i + 1));
    [items[i], items[j]] = [items[j], items[i]];
  }
}

function reorderKeys(value: Loose, random: () => number): Loose {
  if (Array.isArray(value)) return value.map((each) => reorderKeys(each, random));
  if (typeof value !== 'object' || value === null) return value;
  const keys = Object.keys(value);
  shuffle(keys, random);
  return Object.fromEntries(keys.map((key) => [key, reorderKeys(value[key], random)]));
}

/** Every kind of change that breaks nothing. */
export const HARMLESS: readonly Change[] = [
  harmless('give the objects in another order', ({ objects, random }) => shuffle(objects, random)),
  harmless('write the fields in another order', ({ objects, random }) => {
    objects.splice(0, objects.length, ...objects.map((each) => reorderKeys(each, random)));
  }),
  harmless('wrap the objects in a List', ({ objects }) => {
    objects.splice(0, objects.length, { apiVersion: 'v1', kind: 'List', items: [...objects] });
  }),
  harmless('write JSON', (stack) => {
    const lists = { apiVersion: 'v1', kind: 'List', items: [...stack.objects] };
    stack.rewrite = () => JSON.stringify(lists, undefined, 2);
  }),
  harmless('add comments and empty documents', (stack) => {
    stack.rewrite = (text) => `# a comment\n---\n${text.replaceAll('\nspec:', '\n# what is wanted\nspec:')}\n---\n`;
  }),
  harmless('add an annotation that nobody knows', ({ objects }) => {
    for (const object of objects)
      object.metadata.annotations = { ...object.metadata.annotations, 'example.com/owner': 'ml' };
  }),
  harmless('add a label to the pods', (stack) => {
    for (const { spec } of all(stack, 'Deployment')) spec.template.metadata.labels['example.com/team'] = 'ml';
    for (const { spec } of all(stack, 'InferenceService')) spec.predictor.labels = { 'example.com/team': 'ml' };
  }),
  harmless('add objects of other kinds', ({ objects }) => {
    objects.push(
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'other', namespace: 'default' }, data: { a: 'b' } },
      {
        apiVersion: 'batch/v1',
        kind: 'Job',
        metadata: { name: 'load', namespace: 'default' },
        spec: {
          template: {
            spec: {
              restartPolicy: 'Never',
              containers: [
                {
                  name: 'load',
                  image: 'example.com/load:1.2.0',
                  resources: { requests: { cpu: '1', memory: '1Gi' }, limits: { memory: '1Gi' } },
                },
              ],
            },
          },
        },
      },
      { apiVersion: 'example.com/v1', kind: 'Thing', metadata: { name: 'thing' }, spec: { replicas: 'many' } },
    );
  }),
  harmless('add another Service of the same pods', (stack) => {
    const [service] = all(stack, 'Service');
    if (!service) return false;
    stack.objects.push({
      ...service,
      metadata: { ...service.metadata, name: `${service.metadata.name}-headless`, labels: { app: 'headless' } },
      spec: { ...service.spec, clusterIP: 'None' },
    });
    return true;
  }),
  harmless('pull the image from a mirror', (stack) => {
    const engines = all(stack, 'Deployment', 'InferenceService').map(engineOf);
    for (const engine of engines)
      if (engine && !engine.image.startsWith('nvcr.io')) engine.image = `mirror.example.com/${engine.image}`;
  }),
  harmless('scrape less often', (stack) => {
    for (const { spec } of all(stack, 'ServiceMonitor')) spec.endpoints[0].interval = '30s';
  }),
  harmless('allow more replicas', (stack) => {
    for (const { spec } of all(stack, 'HorizontalPodAutoscaler')) spec.maxReplicas += 3;
    for (const { spec } of all(stack, 'ScaledObject')) spec.maxReplicaCount += 3;
  }),
  harmless('rename scalers and monitors', (stack) => {
    for (const { metadata } of all(stack, 'HorizontalPodAutoscaler', 'ScaledObject', 'ServiceMonitor'))
      metadata.name += '-main';
  }),
  harmless('select by a part of the labels', (stack) => {
    const monitors = all(stack, 'ServiceMonitor').filter(
      ({ spec }) => Object.keys(spec.selector.matchLabels).length > 1,
    );
    for (const { spec } of monitors)
      delete spec.selector.matchLabels[
        Object.keys(spec.selector.matchLabels)[0] === 'component' ? 'component' : 'app.kubernetes.io/component'
      ];
    return monitors.length > 0;
  }),
  harmless('select by expressions', (stack) => {
    for (const { spec } of all(stack, 'ServiceMonitor')) {
      const matchExpressions = Object.entries(spec.selector.matchLabels).map(([key, value]) => ({
        key,
        operator: 'In',
        values: [value],
      }));
      spec.selector = { matchExpressions };
    }
  }),
];
