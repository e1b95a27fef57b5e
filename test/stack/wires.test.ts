import { fieldsOf } from '../../src/stack/fields';
import { graphOf, VLLM_STACK } from './support';

/** The stack with one text replaced. */
function changed(from: string | RegExp, to: string): string {
  const text = VLLM_STACK.replace(from, to);
  if (text === VLLM_STACK) expect(`the stack has ${from}`).toBe('');
  return text;
}

const last = (path: readonly (string | number)[]) => path[path.length - 1];

describe('a Service and the pods it selects', () => {
  test('are wired by the labels that agree', () => {
    const { services, workloads } = graphOf(VLLM_STACK);
    const [{ to, because }] = services[0].workloads;
    expect(to).toBe(workloads[0]);
    expect(workloads[0].services.map((edge) => edge.to)).toEqual([services[0]]);
    expect(because).toMatchObject([
      {
        from: { path: ['spec', 'selector', 'app'], value: 'qwen' },
        to: { path: ['spec', 'template', 'metadata', 'labels', 'app'], value: 'qwen' },
      },
    ]);
    expect(because[0].to.manifest.lineOf(because[0].to.path)).toBe(8);
  });

  test.each([
    [
      'another value',
      changed('spec:\n  selector: {app: qwen}\n', 'spec:\n  selector: {app: qwen-server}\n'),
      'label',
      'qwen-server',
      'qwen',
    ],
    [
      'another key',
      changed('spec:\n  selector: {app: qwen}\n', 'spec:\n  selector: {name: qwen}\n'),
      'label',
      'qwen',
      undefined,
    ],
    [
      'another namespace',
      changed(
        'kind: Service\nmetadata: {name: qwen, namespace: llm',
        'kind: Service\nmetadata: {name: qwen, namespace: web',
      ),
      'namespace',
      'web',
      'llm',
    ],
  ])('miss each other by %s, and that is said', (_, text, why, wanted, found) => {
    const [service] = graphOf(text).services;
    expect(service.workloads).toEqual([]);
    expect(service.misses).toMatchObject([
      { to: { id: 'Deployment/llm/qwen' }, why, wanted: { value: wanted }, found: { value: found } },
    ]);
  });

  test('a Service without selector selects nothing and misses nothing', () => {
    const [service] = graphOf(
      'apiVersion: v1\nkind: Service\nmetadata: {name: a}\nspec: {ports: [{port: 1}]}',
    ).services;
    expect(service).toMatchObject({ workloads: [], misses: [], ports: [{ port: 1, targetPort: 1 }] });
  });

  test('what names no namespace is in the namespace of the apply, with its like', () => {
    const bare = VLLM_STACK.replaceAll(', namespace: llm', '');
    expect(graphOf(bare).services[0].workloads).toHaveLength(1);
    expect(graphOf(bare, { namespace: 'x' }).workloads[0].namespace).toBe('x');
  });
});

describe('a monitor', () => {
  test('scrapes the port of the pods behind the Service, under the labels of the operator', () => {
    const { monitors, workloads, scrapes } = graphOf(VLLM_STACK);
    expect(monitors[0].services[0].because).toMatchObject([
      { from: { value: 'qwen' }, to: { path: ['metadata', 'labels', 'app'] } },
    ]);
    expect(workloads[0].scrapes).toEqual(scrapes);
    expect(scrapes[0]).toMatchObject({ port: 8000, container: { name: 'engine' }, service: { name: 'qwen' } });
    expect(Object.fromEntries(scrapes[0].labels.values)).toMatchObject({
      namespace: ['llm'],
      pod: ['qwen-6d4c8f7b59-x7k2p'],
      service: ['qwen'],
      job: ['qwen'],
      endpoint: ['http'],
      container: ['engine'],
    });
  });

  test.each([
    [
      'selector',
      changed(
        'selector: {matchLabels: {app: qwen}}\n  endpoints',
        'selector: {matchLabels: {app: gemma}}\n  endpoints',
      ),
      'label',
      'app',
    ],
    [
      'namespace',
      changed(
        'kind: ServiceMonitor\nmetadata: {name: qwen, namespace: llm}',
        'kind: ServiceMonitor\nmetadata: {name: qwen, namespace: web}',
      ),
      'namespace',
      'namespace',
    ],
  ])('with another %s selects nothing, and says what it nearly does', (_, text, why, field) => {
    const [monitor] = graphOf(text).monitors;
    expect(monitor.services).toEqual([]);
    expect(monitor.misses).toHaveLength(1);
    expect(monitor.misses[0]).toMatchObject({ to: { id: 'Service/llm/qwen' }, why });
    expect(last(monitor.misses[0].wanted.path)).toBe(field);
  });

  test('of a port that is not there says which there is', () => {
    const [endpoint] = graphOf(changed('{port: http, interval', '{port: metrics, interval')).monitors[0].endpoints;
    expect(endpoint.scrapes).toEqual([]);
    expect(endpoint.misses).toMatchObject([
      { why: 'port', wanted: { value: 'metrics' }, found: { path: ['spec', 'ports', 0, 'name'], value: 'http' } },
    ]);
  });

  test('looks into other namespaces when it is told to', () => {
    const elsewhere = changed(
      'kind: ServiceMonitor\nmetadata: {name: qwen, namespace: llm}',
      'kind: ServiceMonitor\nmetadata: {name: qwen, namespace: web}',
    );
    for (const selector of ['{any: true}', '{matchNames: [llm]}'])
      expect(graphOf(`${elsewhere}  namespaceSelector: ${selector}\n`).scrapes).toHaveLength(1);
    expect(graphOf(`${VLLM_STACK}  namespaceSelector: {matchNames: [web]}\n`).scrapes).toHaveLength(0);
  });

  test.each([
    ['a port of the pods by name', '{targetPort: http}', 8000],
    ['a port of the pods by number', '{targetPort: 8000}', 8000],
    ['every port of the Service', '{}', 8000],
  ])('by %s', (_, endpoint, port) => {
    expect(graphOf(changed('{port: http, interval: 15s}', endpoint)).scrapes.map((each) => each.port)).toEqual([port]);
  });

  test('relabelings change what is stored, as far as it can be told', () => {
    const relabelings = `{port: http, relabelings: [{targetLabel: team, replacement: ml}, {sourceLabels: [pod], targetLabel: name}, {action: labeldrop, regex: instance|job}, {action: hashmod, targetLabel: shard}], metricRelabelings: [{action: keep, sourceLabels: [__name__], regex: 'vllm:num.*'}]}`;
    const [scrape] = graphOf(changed('{port: http, interval: 15s}', relabelings)).scrapes;
    expect(Object.fromEntries(scrape.labels.values)).toMatchObject({ team: ['ml'], job: [], shard: 'anything' });
    expect(scrape.filters).toMatchObject([{ action: 'keep', pattern: 'vllm:num.*' }]);
  });

  test('targetLabels and jobLabel come from the Service, podTargetLabels from the pods', () => {
    const [scrape] = graphOf(
      `${VLLM_STACK}  jobLabel: app\n  targetLabels: [app]\n  podTargetLabels: [app, none]\n`,
    ).scrapes;
    expect(Object.fromEntries(scrape.labels.values)).toMatchObject({ job: ['qwen'], app: ['qwen'] });
    expect(scrape.labels.values.has('none')).toBe(false);
  });
});

test('a PodMonitor finds the pods by themselves', () => {
  const pods = `${VLLM_STACK}---
apiVersion: monitoring.coreos.com/v1
kind: PodMonitor
metadata: {name: pods, namespace: llm}
spec:
  selector: {matchExpressions: [{key: app, operator: In, values: [qwen, x]}]}
  podMetricsEndpoints: [{port: http}, {port: nothing}]
`;
  const [, monitor] = graphOf(pods).monitors;
  expect(monitor.workloads.map(({ to }) => to.name)).toEqual(['qwen']);
  expect(monitor.endpoints[0].scrapes[0]).toMatchObject({ port: 8000 });
  expect(monitor.endpoints[0].scrapes[0].labels.values.get('service')).toEqual([]);
  expect(monitor.endpoints[1].misses).toMatchObject([
    { why: 'port', wanted: { value: 'nothing' }, found: { value: 'http' } },
  ]);
});

describe('policies', () => {
  const policy = (kind: string, spec: string) =>
    `${VLLM_STACK}---\n${kind}\nmetadata: {name: p, namespace: llm}\nspec: ${spec}\n`;
  const PDB = 'apiVersion: policy/v1\nkind: PodDisruptionBudget';
  test.each([
    [
      'a ResourcePolicy',
      policy('apiVersion: scheduling.alibabacloud.com/v1alpha1\nkind: ResourcePolicy', '{selector: {app: qwen}}'),
    ],
    ['a PodDisruptionBudget', policy(PDB, '{selector: {matchLabels: {app: qwen}}}')],
    ['an empty PodDisruptionBudget', policy(PDB, '{selector: {}}')],
    [
      'a NetworkPolicy',
      policy('apiVersion: networking.k8s.io/v1\nkind: NetworkPolicy', '{podSelector: {matchLabels: {app: qwen}}}'),
    ],
  ])('%s selects pods', (_, text) => {
    const { policies, workloads } = graphOf(text);
    expect(policies[0].workloads.map(({ to }) => to)).toEqual(workloads);
    expect(workloads[0].selectedBy).toEqual(policies);
  });

  test('what selects nothing says what it nearly does', () => {
    const [{ misses }] = graphOf(policy(PDB, '{selector: {matchLabels: {app: gwen}}}')).policies;
    expect(misses).toMatchObject([{ why: 'label', wanted: { value: 'gwen' }, found: { value: 'qwen' } }]);
  });
});

describe('scalers', () => {
  const scaler = (kind: string, spec: string, namespace = 'llm') =>
    `${VLLM_STACK}---\n${kind}\nmetadata: {name: s, namespace: ${namespace}}\nspec: ${spec}\n`;
  const HPA = 'apiVersion: autoscaling/v2\nkind: HorizontalPodAutoscaler';
  const ref = (kind: string, name: string) =>
    `{scaleTargetRef: {apiVersion: apps/v1, kind: ${kind}, name: ${name}}, minReplicas: 1, maxReplicas: 3}`;

  test('find what they scale', () => {
    const { scalers, workloads } = graphOf(scaler(HPA, ref('Deployment', 'qwen')));
    expect(scalers[0].workload?.to).toBe(workloads[0]);
    expect(workloads[0].scalers).toEqual(scalers);
    expect(scalers[0]).toMatchObject({ by: 'hpa', hpaName: 's', min: { value: 1 }, max: { value: 3 } });
  });

  test('find it by its kind in lower-case letters, as the API server names kinds, too', () => {
    const { scalers, workloads } = graphOf(scaler(HPA, ref('deployment', 'qwen')));
    expect(scalers[0].workload?.to).toBe(workloads[0]);
  });

  test.each([
    ['name', scaler(HPA, ref('Deployment', 'qwen2')), 'qwen2', 'qwen'],
    ['kind', scaler(HPA, ref('StatefulSet', 'qwen')), 'StatefulSet', 'Deployment'],
    ['kind', scaler(HPA, ref('DEPLOYMENT', 'qwen')), 'DEPLOYMENT', 'Deployment'],
    ['namespace', scaler(HPA, ref('Deployment', 'qwen'), 'web'), 'web', 'llm'],
  ])('with another %s find nothing, and say what they nearly do', (why, text, wanted, found) => {
    const [{ workload, misses }] = graphOf(text).scalers;
    expect(workload).toBeUndefined();
    expect(misses).toMatchObject([{ why, wanted: { value: wanted }, found: { value: found } }]);
  });

  test('a ScaledObject scales a Deployment unless it says another kind, by an HPA of a name of its own', () => {
    const [scaledObject] = graphOf(
      scaler('apiVersion: keda.sh/v1alpha1\nkind: ScaledObject', '{scaleTargetRef: {name: qwen}}'),
    ).scalers;
    expect(scaledObject).toMatchObject({ by: 'keda', hpaName: 'keda-hpa-s', workload: { to: { name: 'qwen' } } });
    const named = '{scaleTargetRef: {name: qwen}, advanced: {horizontalPodAutoscalerConfig: {name: own}}}';
    expect(graphOf(scaler('apiVersion: keda.sh/v1alpha1\nkind: ScaledObject', named)).scalers[0].hpaName).toBe('own');
  });

  test('a schedule moves the bounds of the HPA that it names, or the size of a workload', () => {
    const cron = (kind: string, name: string) =>
      `---\napiVersion: autoscaling.alibabacloud.com/v1beta1\nkind: CronHorizontalPodAutoscaler\nmetadata: {name: c, namespace: llm}\nspec: {scaleTargetRef: {kind: ${kind}, name: ${name}}}\n`;
    const hpa = scaler(HPA, ref('Deployment', 'qwen'));
    const [first, schedule] = graphOf(`${hpa}${cron('HorizontalPodAutoscaler', 's')}`).scalers;
    expect(schedule.scaler?.to).toBe(first);
    expect(first.schedules).toEqual([schedule]);
    expect(graphOf(`${hpa}${cron('Deployment', 'qwen')}`).workloads[0].scalers.map(({ by }) => by)).toEqual([
      'hpa',
      'cron',
    ]);
  });

  test('a ScaledJob scales jobs, and is passed over', () => {
    expect(graphOf(scaler('apiVersion: keda.sh/v1alpha1\nkind: ScaledJob', '{}')).scalers).toEqual([]);
  });
});

test('kinds of other groups and unknown kinds are passed over', () => {
  const graph = graphOf(
    'apiVersion: example.com/v1\nkind: Deployment\n---\napiVersion: monitoring.googleapis.com/v1\nkind: PodMonitoring',
  );
  expect(graph).toMatchObject({ workloads: [], services: [], monitors: [], scalers: [] });
  expect(graph.manifestsOfKind('PodMonitoring')).toHaveLength(1);
});

test('a Prometheus says which monitors and rules it takes up', () => {
  const [prometheus] = graphOf(
    'apiVersion: monitoring.coreos.com/v1\nkind: Prometheus\nmetadata: {name: p}\nspec: {serviceMonitorSelector: {matchLabels: {release: r}}, ruleSelector: {}}',
  ).prometheuses;
  expect(prometheus.serviceMonitors?.matchLabels).toEqual({ release: 'r' });
  expect(prometheus.rules?.matchLabels).toEqual({});
  expect(prometheus.podMonitors).toBeUndefined();
});

test('workloads of every kind are known by their pods', () => {
  const kinds = [
    ['apps/v1', 'StatefulSet', 'a-0'],
    ['apps/v1', 'DaemonSet', 'a-x7k2p'],
    ['argoproj.io/v1alpha1', 'Rollout', 'a-6d4c8f7b59-x7k2p'],
    ['v1', 'ReplicationController', 'a-x7k2p'],
  ];
  for (const [apiVersion, kind, pod] of kinds) {
    const [workload] = graphOf(
      `apiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: {name: a}\nspec: {replicas: 2, template: {metadata: {labels: {x: y}}}}`,
    ).workloads;
    expect(workload).toMatchObject({ kind, podLabels: { x: 'y' }, replicas: { value: 2 } });
    expect(workload.podNames[0]).toBe(pod);
  }
  const [lws] = graphOf(
    'apiVersion: leaderworkerset.x-k8s.io/v1\nkind: LeaderWorkerSet\nmetadata: {name: a}\nspec: {leaderWorkerTemplate: {workerTemplate: {metadata: {labels: {x: y}}, spec: {containers: [{name: c}]}}}}',
  ).workloads;
  expect(lws.podLabels).toEqual({
    x: 'y',
    'leaderworkerset.sigs.k8s.io/name': 'a',
    'leaderworkerset.sigs.k8s.io/worker-index': '0',
  });
  expect(lws.containers.map(({ name }) => name)).toEqual(['c']);
});

test('long names are cut where Kubernetes cuts them', () => {
  const [workload] = graphOf(`apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: ${'a'.repeat(60)}}`).workloads;
  expect(workload.podNames).toEqual([`${'a'.repeat(58)}x7k2p`]);
});

test('fields of wrong types are as if they were not there', () => {
  const graph = graphOf(
    VLLM_STACK.replace('spec:\n  selector: {matchLabels', 'spec:\n  replicas: {}\n  selector: {matchLabels'),
  );
  expect(graph.workloads[0].replicas?.value).toEqual({});
  expect(fieldsOf(null)).toEqual({});
});
