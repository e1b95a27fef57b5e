import { DcgmExporter, GpuMetric, Percent, Ratio } from '../../../src';
import { type BindingCase, PODS, SELECTED } from './binding-case';

const from = (exporter: DcgmExporter) => ({ dcgm: DcgmExporter._facts(exporter) });
const HONOURING = DcgmExporter.custom({ serviceLabels: { app: 'dcgm' }, portName: 'metrics', honorLabels: true });
const EXPORTED_PODS = '{exported_namespace="llm",exported_pod=~"qwen-[a-z0-9]+-[a-z0-9]{5}"}';
const ARMS_PODS = '{NamespaceName="llm",PodName=~"qwen-[a-z0-9]+-[a-z0-9]{5}"}';

/** Every kind of series of GPUs, from every exporter. */
export const GPU_SERIES: readonly BindingCase[] = [
  [
    'a percentage of GPUs, with the dcgm-exporter chart',
    GpuMetric.UTILIZATION.target(Percent.of(80)),
    {},
    {
      name: 'DCGM_FI_DEV_GPU_UTIL',
      query: `avg(DCGM_FI_DEV_GPU_UTIL${EXPORTED_PODS})`,
      isTotal: false,
      seriesQuery: 'namespace_pod:DCGM_FI_DEV_GPU_UTIL:avg{namespace!="",pod!=""}',
      matches: '^namespace_pod:DCGM_FI_DEV_GPU_UTIL:avg$',
      metricsQuery: `avg(${SELECTED}) by (<<.GroupBy>>)`,
      record: 'namespace_pod:DCGM_FI_DEV_GPU_UTIL:avg',
      expr: 'avg by (namespace, pod) (label_replace(label_replace(DCGM_FI_DEV_GPU_UTIL{exported_pod!=""}, "pod", "$1", "exported_pod", "(.+)"), "namespace", "$1", "exported_namespace", "(.+)"))',
      fromGpuExporter: true,
    },
  ],
  [
    'a count of GPUs, with the dcgm-exporter chart',
    GpuMetric.MEMORY_USED.target(1000),
    {},
    {
      name: 'DCGM_FI_DEV_FB_USED',
      query: `sum(DCGM_FI_DEV_FB_USED${EXPORTED_PODS})`,
      isTotal: true,
      seriesQuery: 'namespace_pod:DCGM_FI_DEV_FB_USED:sum{namespace!="",pod!=""}',
      matches: '^namespace_pod:DCGM_FI_DEV_FB_USED:sum$',
      metricsQuery: `sum(${SELECTED}) by (<<.GroupBy>>)`,
      record: 'namespace_pod:DCGM_FI_DEV_FB_USED:sum',
      expr: 'sum by (namespace, pod) (label_replace(label_replace(DCGM_FI_DEV_FB_USED{exported_pod!=""}, "pod", "$1", "exported_pod", "(.+)"), "namespace", "$1", "exported_namespace", "(.+)"))',
      fromGpuExporter: true,
    },
  ],
  [
    'a ratio of GPUs, with the GPU Operator',
    GpuMetric.ENGINE_ACTIVITY.target(Ratio.of(0.5)),
    from(DcgmExporter.gpuOperator()),
    {
      name: 'DCGM_FI_PROF_GR_ENGINE_ACTIVE',
      query: `avg(DCGM_FI_PROF_GR_ENGINE_ACTIVE${EXPORTED_PODS})`,
      isTotal: false,
      seriesQuery: 'namespace_pod:DCGM_FI_PROF_GR_ENGINE_ACTIVE:avg{namespace!="",pod!=""}',
      matches: '^namespace_pod:DCGM_FI_PROF_GR_ENGINE_ACTIVE:avg$',
      metricsQuery: `avg(${SELECTED}) by (<<.GroupBy>>)`,
      record: 'namespace_pod:DCGM_FI_PROF_GR_ENGINE_ACTIVE:avg',
      expr: 'avg by (namespace, pod) (label_replace(label_replace(DCGM_FI_PROF_GR_ENGINE_ACTIVE{exported_pod!=""}, "pod", "$1", "exported_pod", "(.+)"), "namespace", "$1", "exported_namespace", "(.+)"))',
      fromGpuExporter: true,
    },
  ],
  [
    'a percentage of GPUs, with ARMS',
    GpuMetric.UTILIZATION.target(Percent.of(50)),
    from(DcgmExporter.arms()),
    {
      name: 'DCGM_CUSTOM_PROCESS_SM_UTIL',
      query: `avg(DCGM_CUSTOM_PROCESS_SM_UTIL${ARMS_PODS})`,
      isTotal: false,
      seriesQuery: 'DCGM_CUSTOM_PROCESS_SM_UTIL{NamespaceName!="",PodName!=""}',
      matches: '^DCGM_CUSTOM_PROCESS_SM_UTIL$',
      metricsQuery: `avg(${SELECTED}) by (<<.GroupBy>>)`,
      labels: ['NamespaceName', 'PodName'],
      fromGpuExporter: true,
    },
  ],
  [
    'a count of GPUs, with ARMS',
    GpuMetric.MEMORY_USED.target(1000),
    from(DcgmExporter.arms()),
    {
      name: 'DCGM_CUSTOM_PROCESS_MEM_USED',
      query: `sum(DCGM_CUSTOM_PROCESS_MEM_USED${ARMS_PODS})`,
      isTotal: true,
      seriesQuery: 'DCGM_CUSTOM_PROCESS_MEM_USED{NamespaceName!="",PodName!=""}',
      matches: '^DCGM_CUSTOM_PROCESS_MEM_USED$',
      metricsQuery: `sum(${SELECTED}) by (<<.GroupBy>>)`,
      labels: ['NamespaceName', 'PodName'],
      fromGpuExporter: true,
    },
  ],
  [
    "a ratio of NVIDIA's exporter, with ARMS",
    GpuMetric.ENGINE_ACTIVITY.target(Ratio.of(0.5)),
    from(DcgmExporter.arms()),
    {
      name: 'DCGM_FI_PROF_GR_ENGINE_ACTIVE',
      query: `avg(DCGM_FI_PROF_GR_ENGINE_ACTIVE${ARMS_PODS})`,
      isTotal: false,
      seriesQuery: 'DCGM_FI_PROF_GR_ENGINE_ACTIVE{NamespaceName!="",PodName!=""}',
      matches: '^DCGM_FI_PROF_GR_ENGINE_ACTIVE$',
      metricsQuery: `avg(${SELECTED}) by (<<.GroupBy>>)`,
      labels: ['NamespaceName', 'PodName'],
      fromGpuExporter: true,
    },
  ],
  [
    'a series by its own name, with honoured labels',
    GpuMetric.DCGM_FI_DEV_GPU_UTIL.target(Percent.of(80)),
    from(HONOURING),
    {
      name: 'DCGM_FI_DEV_GPU_UTIL',
      query: `avg(DCGM_FI_DEV_GPU_UTIL${PODS})`,
      isTotal: false,
      seriesQuery: 'DCGM_FI_DEV_GPU_UTIL{namespace!="",pod!=""}',
      matches: '^DCGM_FI_DEV_GPU_UTIL$',
      metricsQuery: `avg(${SELECTED}) by (<<.GroupBy>>)`,
      labels: ['namespace', 'pod'],
      fromGpuExporter: true,
    },
  ],
];
