import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { checkManifests } from '../../../src/checks/check-manifests';
import { loadSettings } from '../../../src/checks/settings/load-settings';
import { draw } from '../../../src/cli/graph/draw';
import type { Drawing } from '../../../src/cli/graph/drawing';
import { readManifests } from '../../../src/stack/read';
import { ROOT, readText } from '../../support/markdown';

function drawn(text: string): Drawing {
  const settings = loadSettings({ profile: false });
  if ('problems' in settings) throw new Error(settings.problems.join());
  const { graph, findings } = checkManifests(readManifests([{ name: 'a.yaml', text }]), settings);
  return draw(graph, findings);
}

const golden = (name: string) => readText(join('test', 'golden', `${name}.yaml`));

/** The wires as `from → to`, a broken one with a cross. */
function wiresOf({ wires }: Drawing): string[] {
  return wires.map(({ from, to, isBroken }) => `${from} ${isBroken ? '✗' : '→'} ${to}`).sort();
}

test('the wires of an HPA on two metrics run from what is measured to what is scaled', () => {
  expect(wiresOf(drawn(golden('vllm-hpa')))).toEqual(
    [
      'Deployment/vllm-example/gemma → Service/vllm-example/gemma',
      'HorizontalPodAutoscaler/vllm-example/gemma-hpa → target/Deployment/vllm-example/gemma',
      'Service/vllm-example/gemma → ServiceMonitor/vllm-example/gemma',
      'ServiceMonitor/monitoring/dcgm-exporter → series/gpu/DCGM_FI_DEV_GPU_UTIL',
      'ServiceMonitor/vllm-example/gemma → series/Deployment/vllm-example/gemma/vllm:num_requests_running',
      "adapter/prometheus-adapter-config/data['config.yaml'].rules[0] → HorizontalPodAutoscaler/vllm-example/gemma-hpa",
      "adapter/prometheus-adapter-config/data['config.yaml'].rules[1] → HorizontalPodAutoscaler/vllm-example/gemma-hpa",
      'gpu exporter → ServiceMonitor/monitoring/dcgm-exporter',
      "record/monitoring/namespace_pod:DCGM_FI_DEV_GPU_UTIL:avg → adapter/prometheus-adapter-config/data['config.yaml'].rules[0]",
      'series/gpu/DCGM_FI_DEV_GPU_UTIL → record/monitoring/namespace_pod:DCGM_FI_DEV_GPU_UTIL:avg',
      "series/Deployment/vllm-example/gemma/vllm:num_requests_running → adapter/prometheus-adapter-config/data['config.yaml'].rules[1]",
    ].sort(),
  );
});

test('what KServe makes is drawn, and a query of KEDA needs no adapter', () => {
  const drawing = drawn(golden('keda-llm'));
  expect(drawing.nodes.map(({ kind, layer, detail }) => [layer, kind, detail])).toContainEqual([
    'service',
    'Service',
    'made by KServe',
  ]);
  expect(wiresOf(drawing)).toContain(
    'series/Deployment/default/huggingface-fbopt-predictor by KServe/vllm:num_requests_running → ScaledObject/default/huggingface-fbopt-keda',
  );
  expect(drawing.wires.filter(({ isBroken }) => isBroken)).toEqual([]);
});

test.each(readdirSync(join(ROOT, 'test', 'golden')))('nothing is broken in %s', (file) => {
  const { nodes, wires } = drawn(readText(join('test', 'golden', file)));
  expect(nodes.length).toBeGreaterThan(0);
  expect(wires.filter(({ isBroken }) => isBroken)).toEqual([]);
  const ids = nodes.map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(wires.filter(({ from, to }) => !ids.includes(from) || !ids.includes(to))).toEqual([]);
});

test('a wire that nearly is there is drawn as broken, with both ends', () => {
  const { nodes, wires } = drawn(golden('vllm-hpa').replace('port: http\n  selector:', 'port: metrics\n  selector:'));
  expect(wires.filter(({ isBroken }) => isBroken)).toEqual([
    {
      from: 'Service/vllm-example/gemma',
      to: 'ServiceMonitor/vllm-example/gemma',
      because: [
        `spec.selector.matchLabels['app.kubernetes.io/component']: "inference-server" = metadata.labels['app.kubernetes.io/component']: "inference-server"`,
        `spec.selector.matchLabels['app.kubernetes.io/name']: "gemma" = metadata.labels['app.kubernetes.io/name']: "gemma"`,
        'port differs: spec.endpoints[0].port: "metrics" ≠ spec.ports[0].name: "http"',
      ],
      isBroken: true,
    },
    {
      from: 'series/vllm:num_requests_running',
      to: "adapter/prometheus-adapter-config/data['config.yaml'].rules[1]",
      because: ["data['config.yaml'].rules[1].seriesQuery", "data['config.yaml'].rules[1].metricsQuery"],
      isBroken: true,
    },
  ]);
  const bad = nodes.filter(({ findings }) => findings.some(({ severity }) => severity === 'error'));
  expect(bad.map(({ id }) => id)).toContain('ServiceMonitor/vllm-example/gemma');
});

test('two scalers of one target are both broken', () => {
  const hpa =
    golden('vllm-hpa')
      .split('---\n')
      .find((text) => text.includes('kind: HorizontalPodAutoscaler')) ?? '';
  const twice = `${golden('vllm-hpa')}---\n${hpa.replace('gemma-hpa', 'gemma-too')}`;
  expect(wiresOf(drawn(twice)).filter((wire) => wire.includes('✗'))).toEqual([
    'HorizontalPodAutoscaler/vllm-example/gemma-hpa ✗ target/Deployment/vllm-example/gemma',
    'HorizontalPodAutoscaler/vllm-example/gemma-too ✗ target/Deployment/vllm-example/gemma',
  ]);
});
