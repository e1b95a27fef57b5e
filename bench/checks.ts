/**
 * Measures the checks of manifests: how long a stack takes, whether that grows with their number, and which part the
 * reading of the YAML has. A stack is four objects: workload, Service, monitor and scaler, with a finding about one of
 * them. What it costs is the graph and the rules; to parse its YAML comes before that. Each size has a process of its
 * own: the first run there is the cold one, and of several that follow the middle one is the warm one. Prints
 * milliseconds of CPU time as a table and as JSON; compare the figures of one run with each other.
 *
 * npm run bench:checks [-- STACKS…]
 */
import { spawnSync } from 'node:child_process';
import { ALL_RULES } from '../src/checks/all';
import { runChecks } from '../src/checks/run';
import { buildGraph } from '../src/stack/graph';
import { type Manifest, manifestsOf } from '../src/stack/manifest';
import { readManifests } from '../src/stack/read';

/** Stacks that share a namespace. */
const PER_NAMESPACE = 20;
const DEFAULT_SIZES = [1000, 10_000];
/** Warm runs. */
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

/** Milliseconds of CPU time for a stack. */
interface Measured {
  readonly stacks: number;
  readonly findings: number;
  /** Graph and rules, the first time. */
  readonly cold: number;
  readonly graph: number;
  readonly rules: number;
  /** Graph and rules, warm. */
  readonly warm: number;
  /** Graph and rules where no monitor finds its Service: what looks for what was meant may not look at everything. */
  readonly broken: number;
  /** To parse the YAML, the first time. */
  readonly reading: number;
  /** What the reading has of a check of files from start to end, cold. */
  readonly readingShare: number;
  readonly slowestRules: Readonly<Record<string, number>>;
}

function measure(stacks: number): Measured {
  const text = Array.from({ length: stacks }, (_, index) => stackOf(index)).join('') + ADAPTER;
  const [reading, { manifests }] = timed(() => readManifests([{ name: 'bench.yaml', text }]));
  const [cold, found] = timed(() => runChecks(buildGraph(manifests)));
  // What rules work out together is kept with the graph, and what a rule finds in a manifest with the manifest.
  const again = () => manifestsOf(manifests.map(({ fields }) => ({ object: fields })));
  const runs = Array.from({ length: REPEATS }, () => {
    const objects = again();
    const [graph, built] = timed(() => buildGraph(objects));
    const [rules] = timed(() => runChecks(built));
    return { graph, rules, warm: graph + rules };
  });
  const [{ graph, rules, warm }] = [...runs].sort((a, b) => a.warm - b.warm).slice(Math.floor(REPEATS / 2));
  const [broken] = timed(() => runChecks(buildGraph(withoutScrapes(manifests))));
  const built = buildGraph(again());
  const byRule = ALL_RULES.map((rule) => [rule.name, timed(() => [...rule.check(built, {})])[0] / stacks] as const);
  return {
    stacks,
    findings: found.length,
    cold: cold / stacks,
    graph: graph / stacks,
    rules: rules / stacks,
    warm: warm / stacks,
    broken: broken / stacks,
    reading: reading / stacks,
    readingShare: reading / (reading + cold),
    slowestRules: Object.fromEntries([...byRule].sort(([, a], [, b]) => b - a).slice(0, SHOWN)),
  };
}

/** The same stacks, with monitors that select Services of nearly the right name. */
function withoutScrapes(manifests: readonly Manifest[]): Manifest[] {
  const objects = manifests.map(({ kind, name, fields }) => {
    if (kind !== 'ServiceMonitor') return { object: fields };
    const selector = { matchLabels: { app: `${name}-metrics` } };
    return { object: { ...fields, spec: { selector, endpoints: [{ port: 'http' }] } } };
  });
  return manifestsOf(objects);
}

/** CPU time in milliseconds, and what came out. */
function timed<T>(work: () => T): [number, T] {
  const before = process.cpuUsage();
  const result = work();
  const { user, system } = process.cpuUsage(before);
  return [(user + system) / 1000, result];
}

function measureApart(stacks: number): Measured {
  const { stdout } = spawnSync(process.execPath, ['--import', 'tsx', __filename, 'one', String(stacks)], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(stdout);
}

const COLUMNS = ['stacks', 'cold', 'warm', 'graph', 'rules', 'broken', 'reading', 'readingShare'] as const;

function report(results: readonly Measured[]): string {
  const line = (cells: readonly string[]) => cells.map((cell) => cell.padStart(14)).join('');
  const rows = results.map((result) => COLUMNS.map((column) => String(Number(result[column].toFixed(3)))));
  const [first, ...more] = results;
  return [
    'ms of CPU time per stack',
    ...[COLUMNS, ...rows].map(line),
    ...more.map(
      ({ stacks, warm, broken }) =>
        `growth from ${first.stacks} to ${stacks} stacks: ${(warm / first.warm).toFixed(2)}, broken ${(broken / first.broken).toFixed(2)} (1 is linear)`,
    ),
    JSON.stringify(results),
  ].join('\n');
}

const [mode, ...rest] = process.argv.slice(2);
if (mode === 'one') process.stdout.write(JSON.stringify(measure(Number(rest[0]))));
else {
  const sizes = process.argv.slice(2).map(Number);
  process.stdout.write(`${report((sizes.length > 0 ? sizes : DEFAULT_SIZES).map(measureApart))}\n`);
}
