/**
 * Measures the checks of manifests: how long a stack takes, whether that grows with their number, and which part the
 * reading of the YAML has. Prints milliseconds of CPU time; compare the figures of one run with each other.
 *
 * npm run bench:checks [-- STACKS…]
 */
import { ALL_RULES } from '../src/checks/all';
import { runChecks } from '../src/checks/run';
import { buildGraph } from '../src/stack/graph';
import { manifestsOf } from '../src/stack/manifest';
import { readManifests } from '../src/stack/read';

/** Stacks that share a namespace. */
const PER_NAMESPACE = 20;
const SIZES = process.argv.slice(2).map(Number);
/** The work is done so many times, since the first is that of the compiler. */
const REPEATS = 5;
/** So many of the slowest rules are shown. */
const SHOWN = 5;

/** A Deployment of an engine with everything that scales it, by an HPA or by KEDA. */
function stackOf(index: number): string {
  const name = `qwen-${index}`;
  const namespace = `team-${Math.floor(index / PER_NAMESPACE)}`;
  const metadata = `{name: ${name}, namespace: ${namespace}, labels: {app: ${name}, release: prometheus}}`;
  return `apiVersion: apps/v1
kind: Deployment
metadata: ${metadata}
spec:
  selector: {matchLabels: {app: ${name}}}
  strategy: {type: RollingUpdate, rollingUpdate: {maxSurge: 0, maxUnavailable: 1}}
  template:
    metadata: {labels: {app: ${name}, tier: engine}}
    spec:
      containers:
        - name: engine
          image: vllm/vllm-openai:v0.11.0
          args: [--model=Qwen/Qwen3-8B, --port=8000]
          ports: [{name: http, containerPort: 8000}]
          readinessProbe: {httpGet: {path: /health, port: http}}
          resources:
            requests: {cpu: "4", memory: 24Gi, nvidia.com/gpu: "1"}
            limits: {cpu: "4", memory: 24Gi, nvidia.com/gpu: "1"}
---
apiVersion: v1
kind: Service
metadata: ${metadata}
spec:
  selector: {app: ${name}}
  ports: [{name: http, port: 80, targetPort: http}]
---
apiVersion: monitoring.coreos.com/v1
kind: ServiceMonitor
metadata: ${metadata}
spec:
  selector: {matchLabels: {app: ${name}}}
  endpoints: [{port: http, interval: 15s}]
---
${index % 2 === 0 ? scaledByHpa(metadata, name) : scaledByKeda(metadata, name, namespace)}---
`;
}

function scaledByHpa(metadata: string, name: string): string {
  return `apiVersion: autoscaling/v2
kind: HorizontalPodAutoscaler
metadata: ${metadata}
spec:
  scaleTargetRef: {apiVersion: apps/v1, kind: Deployment, name: ${name}}
  minReplicas: 1
  maxReplicas: 4
  metrics:
    - type: Pods
      pods: {metric: {name: vllm_num_requests_running}, target: {type: AverageValue, averageValue: "8"}}
`;
}

function scaledByKeda(metadata: string, name: string, namespace: string): string {
  return `apiVersion: keda.sh/v1alpha1
kind: ScaledObject
metadata: ${metadata}
spec:
  scaleTargetRef: {name: ${name}}
  minReplicaCount: 1
  maxReplicaCount: 4
  triggers:
    - type: prometheus
      metadata:
        serverAddress: http://prometheus.monitoring.svc:9090
        query: sum(vllm:num_requests_running{namespace="${namespace}",pod=~"${name}-[a-z0-9]+-[a-z0-9]{5}"})
        threshold: "8"
        ignoreNullValues: "false"
`;
}

const ADAPTER = `apiVersion: v1
kind: ConfigMap
metadata: {name: adapter, namespace: monitoring}
data:
  config.yaml: |
    rules:
      - seriesQuery: vllm:num_requests_running{namespace!="",pod!=""}
        resources: {overrides: {namespace: {resource: namespace}, pod: {resource: pod}}}
        name: {matches: ".*", as: vllm_num_requests_running}
        metricsQuery: sum(<<.Series>>{<<.LabelMatchers>>}) by (<<.GroupBy>>)
`;

interface Measured {
  /** Milliseconds of graph and rules. */
  readonly checks: number;
}

function measure(stacks: number): Measured {
  const text = Array.from({ length: stacks }, (_, index) => stackOf(index)).join('') + ADAPTER;
  const [reading, { manifests }] = timed(() => readManifests([{ name: 'bench.yaml', text }]));
  // As objects, since the line of a finding in a file takes another look at the file.
  const objects = manifestsOf(manifests.map(({ fields }) => ({ object: fields })));
  const [building, graph] = median(() => buildGraph(objects));
  // A graph is looked at once: what rules work out together is kept with it.
  const [rules, found] = median(() => runChecks(buildGraph(objects)), building);
  const inFile = buildGraph(manifests);
  const [withLines] = timed(() => runChecks(inFile));
  const checks = building + rules;
  const errors = found.filter(({ severity }) => severity === 'error').length;
  print(`${stacks} stacks, ${manifests.length} objects, ${found.length} findings, ${errors} errors`);
  for (const [label, ms] of [
    ['reading', reading],
    ['graph', building],
    ['rules', rules],
    ['graph and rules', checks],
    ['lines of the findings', withLines - rules],
  ] as const)
    print(`  ${label}: ${ms.toFixed(0)} ms, ${(ms / stacks).toFixed(3)} ms per stack`);
  print(`  share of the reading: ${Math.round((100 * reading) / (reading + building + withLines))} %`);
  const slowest = ALL_RULES.map((rule) => [rule.name, timed(() => [...rule.check(graph, {})])[0]] as const)
    .sort(([, a], [, b]) => b - a)
    .slice(0, SHOWN);
  print(
    `  slowest rules, ms per stack: ${slowest.map(([name, ms]) => `${name} ${(ms / stacks).toFixed(3)}`).join(', ')}`,
  );
  return { checks };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** CPU time in milliseconds of the middle one of several times, less what belongs to something else. */
function median<T>(work: () => T, less = 0): [number, T] {
  const times = Array.from({ length: REPEATS }, () => timed(work)).sort(([a], [b]) => a - b);
  const [ms, result] = times[Math.floor(REPEATS / 2)];
  return [Math.max(0, ms - less), result];
}

/** CPU time in milliseconds, and what came out. */
function timed<T>(work: () => T): [number, T] {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return [(user + system) / 1000, result];
}

// The first stacks warm the compiler up.
measure(200);
const sizes = SIZES.length > 0 ? SIZES : [1000, 10_000];
const results = sizes.map(measure);
for (const [index, { checks }] of results.entries()) {
  if (index === 0) continue;
  const growth = checks / results[0].checks / (sizes[index] / sizes[0]);
  print(`growth from ${sizes[0]} to ${sizes[index]}: ${growth.toFixed(2)} (1 is linear)`);
}
