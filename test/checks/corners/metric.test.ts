import { scaledOn, VLLM_STACK } from '../../stack/support';
import { DEPLOYMENT, recording, service, testRows, WITH_SERVICE } from './support';

describe('metric/sum-of-ratio', () => {
  testRows('metric/sum-of-ratio', [
    [
      'a record over GPUs',
      [
        `warning PrometheusRule/llm/rules: 'spec.groups[0].rules[0].expr' ("sum(DCGM_FI_DEV_GPU_UTIL)") must average DCGM_FI_DEV_GPU_UTIL, which is a percentage, and sums it; write avg in place of sum`,
      ],
      recording('sum(DCGM_FI_DEV_GPU_UTIL)'),
    ],
    [
      'a record that divides by how many there are',
      [],
      recording('sum(DCGM_FI_DEV_GPU_UTIL) / count(DCGM_FI_DEV_GPU_UTIL)'),
    ],
    ['a record of a histogram', [], recording('sum(rate(vllm:request_success_total[5m]))')],
    [
      'GPUs of a pod with two',
      [
        `error ScaledObject/llm/qwen: 'spec.triggers[0].metadata.query' ("sum(DCGM_FI_DEV_GPU_UTIL{exported_pod=~\\"qwen-.+\\"})") must average DCGM_FI_DEV_GPU_UTIL, which is a percentage, and sums it; write avg in place of sum`,
      ],
      VLLM_STACK.replace('gpu: 1', 'gpu: 2') + scaledOn('sum(DCGM_FI_DEV_GPU_UTIL{exported_pod=~"qwen-.+"})'),
    ],
    ['GPUs of a pod with one', [], VLLM_STACK + scaledOn('sum(DCGM_FI_DEV_GPU_UTIL{exported_pod=~"qwen-.+"})')],
    ['GPUs of nobody', [], scaledOn('sum(DCGM_FI_DEV_GPU_UTIL{exported_pod=~"qwen-.+"})')],
  ]);
});

describe('metric/not-enabled', () => {
  testRows('metric/not-enabled', [
    [
      'a script',
      [],
      VLLM_STACK.replace('args: [--model=Qwen/Qwen3-8B]', 'args: [/opt/start.sh, --disable-log-stats]') +
        scaledOn('sum(vllm:num_requests_running)'),
    ],
    [
      'an option',
      [
        'error Deployment/llm/qwen: vLLM of Deployment llm/qwen counts nothing under --disable-log-stats, and ScaledObject llm/qwen scales by vllm:num_requests_running; take --disable-log-stats out',
      ],
      VLLM_STACK.replace('args: [--model=Qwen/Qwen3-8B]', 'args: [--model=Qwen/Qwen3-8B, --disable-log-stats]') +
        scaledOn('sum(vllm:num_requests_running)'),
    ],
    [
      'an option with a variable',
      [
        'error Deployment/llm/qwen: vLLM of Deployment llm/qwen counts nothing under --disable-log-stats, and ScaledObject llm/qwen scales by vllm:num_requests_running; take --disable-log-stats out',
      ],
      VLLM_STACK.replace('args: [--model=Qwen/Qwen3-8B]', 'args: [--model=$(MODEL), --disable-log-stats]') +
        scaledOn('sum(vllm:num_requests_running)'),
    ],
  ]);
});

describe('metric/neighbours', () => {
  testRows('metric/neighbours', [
    [
      'two neighbours',
      [
        `error ScaledObject/llm/qwen: 'spec.triggers[0].metadata.query' ("sum(vllm:num_requests_running{namespace=\\"llm\\"})") counts vllm:num_requests_running of Deployment llm/gemma-a, too, and scales Deployment llm/qwen; add pod=~"qwen-.+"`,
      ],
      VLLM_STACK +
        ['b', 'a']
          .map(
            (n) =>
              `---${DEPLOYMENT.replaceAll('qwen', `gemma-${n}`)}---${service(`gemma-${n}`, '{name: http, port: 80, targetPort: http}', `app: gemma-${n}`).slice(3).replace('labels: {app: qwen}', 'labels: {app: qwen}')}`,
          )
          .join('') +
        scaledOn('sum(vllm:num_requests_running{namespace="llm"})'),
    ],
  ]);
});

describe('metric/unit', () => {
  testRows('metric/unit', [
    [
      '30',
      [
        `error ScaledObject/llm/qwen: 'spec.triggers[0].metadata.threshold' ("30") must be a ratio of at most 1, as vllm:kv_cache_usage_perc (vLLM) is; write 0.3`,
      ],
      VLLM_STACK + scaledOn('avg(vllm:kv_cache_usage_perc)').replace('"4"', '"30"'),
    ],
    [
      '4',
      [
        `error ScaledObject/llm/qwen: 'spec.triggers[0].metadata.threshold' ("4") must be a ratio of at most 1, as vllm:kv_cache_usage_perc (vLLM) is; write a number between 0 and 1, such as 0.8`,
      ],
      VLLM_STACK + scaledOn('avg(vllm:kv_cache_usage_perc)'),
    ],
  ]);
});

describe('metric/no-accelerator', () => {
  testRows('metric/no-accelerator', [
    [
      'no containers',
      [
        `error Deployment/llm/qwen: ScaledObject llm/qwen scales by GPUs, and the pods of Deployment llm/qwen have none; add 'nvidia.com/gpu: 1' to resources.limits, or scale by another metric`,
      ],
      `apiVersion: apps/v1\nkind: Deployment\nmetadata: {name: qwen, namespace: llm}\nspec: {selector: {matchLabels: {app: qwen}}, template: {metadata: {labels: {app: qwen}}, spec: {containers: []}}}\n${scaledOn('avg(DCGM_FI_DEV_GPU_UTIL{exported_pod=~"qwen-.+"})')}`,
    ],
    [
      'a request without a limit',
      [],
      VLLM_STACK.replace('limits: {nv', 'requests: {nv') +
        scaledOn('avg(DCGM_FI_DEV_GPU_UTIL{exported_pod=~"qwen-.+"})'),
    ],
  ]);
});

describe('metric/mig-slice', () => {
  testRows('metric/mig-slice', [
    [
      'memory',
      [
        `error ScaledObject/llm/qwen: 'spec.triggers[0].metadata.query' ("avg(DCGM_FI_DEV_MEM_COPY_UTIL{exported_pod=~\\"qwen-.+\\"})") asks for DCGM_FI_DEV_MEM_COPY_UTIL, which slices of a GPU (nvidia.com/mig-1g.10gb) do not have; write DCGM_FI_PROF_DRAM_ACTIVE, a ratio between 0 and 1`,
      ],
      VLLM_STACK.replace('nvidia.com/gpu: 1', 'nvidia.com/mig-1g.10gb: 1') +
        scaledOn('avg(DCGM_FI_DEV_MEM_COPY_UTIL{exported_pod=~"qwen-.+"})'),
    ],
  ]);
});

describe('metric/query', () => {
  testRows('metric/query', [
    [
      'a long query',
      [
        `error ScaledObject/llm/qwen: 'spec.triggers[0].metadata.query' ("vllm:num_requests_running{a_long_label_0=\\"value\\",a_long_label_1=\\"value\\",a_l…) must give one element, and gives one per series; write sum(…) around it`,
      ],
      VLLM_STACK +
        scaledOn(
          `vllm:num_requests_running{${Array.from({ length: 12 }, (_, i) => `a_long_label_${i}="value"`).join(',')}}`,
        ),
    ],
  ]);
});

describe('metric/not-scraped', () => {
  testRows('metric/not-scraped', [
    [
      'in these files',
      [
        'info Deployment/llm/qwen: what scrapes Deployment llm/qwen is not in these files; check its ServiceMonitor or PodMonitor together with them, or say in the profile that it exists elsewhere',
      ],
      WITH_SERVICE + scaledOn('sum(vllm:num_requests_running)'),
    ],
    [
      'elsewhere',
      [],
      WITH_SERVICE + scaledOn('sum(vllm:num_requests_running)'),
      { elsewhere: ['ServiceMonitor/llm/*'] },
    ],
  ]);
});

describe('metric/no-dcgm', () => {
  testRows('metric/no-dcgm', [
    [
      'in these files',
      [
        'info ScaledObject/llm/qwen: what scrapes the GPU exporter for ScaledObject llm/qwen is not in these files; check its ServiceMonitor together with them, or say in the profile that it exists elsewhere',
      ],
      VLLM_STACK + scaledOn('avg(DCGM_FI_DEV_GPU_UTIL)'),
    ],
    ['elsewhere', [], VLLM_STACK + scaledOn('avg(DCGM_FI_DEV_GPU_UTIL)'), { elsewhere: ['ServiceMonitor/*/*'] }],
  ]);
});
