import { Duration } from 'cdk8s';
import {
  Engine,
  EngineFamily,
  EngineMetric,
  GpuHpa,
  KedaLlmScaler,
  KedaTrigger,
  LlmInferenceService,
  Metric,
  MetricsAdapter,
  Model,
  Ratio,
  RawMetric,
} from '../../src';
import { VLLM } from '../../src/metrics/catalogue/vllm';
import { newService } from '../support/chart';
import { accepted, type Given, hpa, hpaOf, inCluster, keda, query, type Rows, refused, TYPED, warned } from './cases';

function customQuery(text: string): Given {
  const metadata = { query: text, serverAddress: 'http://prom:9090', threshold: '5', ignoreNullValues: 'false' };
  return keda({ triggers: [KedaTrigger.custom({ type: 'prometheus', metadata })] });
}

const KV_CACHE = { metrics: [EngineMetric.KV_CACHE_USAGE.target(Ratio.of(0.8))] };

function vllm(version?: string): { engine: Engine; model: Model } {
  const engine = Engine.custom({ image: 'mine:1.0', port: 80, family: EngineFamily.VLLM, version });
  return { engine, model: Model.inImage() };
}

/** Metrics and PromQL. */
export const MET: Rows = {
  'MET-01': [
    refused(
      query({ query: 'sum(rate(x[1m])' }),
      `[test/Keda] 'triggers[0].query' ("sum(rate(x[1m])") must be PromQL, and is wrong at character 16; correct it (metric/query)`,
    ),
  ],
  'MET-02': [
    refused(
      query({ query: 'sum(rate(x))' }),
      `[test/Keda] 'triggers[0].query' ("sum(rate(x))") must give 'rate' a range; write it like rate(series[5m]) (metric/query)`,
    ),
    refused(
      query({ query: 'sum(x[5m])' }),
      `[test/Keda] 'triggers[0].query' ("sum(x[5m])") must not use a range as a value; take its rate(…) or avg_over_time(…) (metric/query)`,
    ),
  ],
  'MET-03': [
    refused(
      query({ query: 'vllm:num_requests_running' }),
      `[test/Keda] 'triggers[0].query' ("vllm:num_requests_running") must give one element, and gives one per series; wrap it in sum(…), avg(…) or max(…) (metric/query)`,
    ),
    refused(
      customQuery('vllm:num_requests_running'),
      `[test/Keda] 'triggers[0].metadata.query' ("vllm:num_requests_running") must give one element, and gives one per series; wrap it in sum(…), avg(…) or max(…) (metric/query)`,
    ),
  ],
  'MET-04': [
    refused(
      query({ query: 'sum by (pod) (queue)' }),
      `[test/Keda] 'triggers[0].query' ("sum by (pod) (queue)") must give one element, and gives one per group of by (pod); leave that out (metric/query)`,
    ),
    refused(
      query({ query: 'sum without (pod) (queue)' }),
      `[test/Keda] 'triggers[0].query' ("sum without (pod) (queue)") must give one element, and gives one per what is left by without (pod); leave that out (metric/query)`,
    ),
  ],
  'MET-05': [
    accepted(
      (chart) => {
        const engine = Engine.vllm({ version: '0.11.0' });
        const target = LlmInferenceService.fromDeployment(chart, 'Qwen', { name: 'qwen.v2' }, { engine });
        const metrics = [EngineMetric.RUNNING_REQUESTS.target(10)];
        new KedaLlmScaler(chart, 'Keda', { target, metrics, maxReplicas: 4, metadata: { name: 'qwen' } });
      },
      'ScaledObject spec.triggers.0.metadata.query',
      'sum(vllm:num_requests_running{namespace="llm",pod=~"qwen\\\\.v2-[a-z0-9]+-[a-z0-9]{5}"})',
    ),
  ],
  'MET-06': [
    refused(
      query({ query: 'sum(queue{model=~"("})' }),
      `[test/Keda] 'triggers[0].query' ("sum(queue{model=~\\"(\\"})") must not have the regular expression "("; correct it (metric/query)`,
    ),
  ],
  'MET-07': [
    refused(
      query({ query: 'sum({})' }),
      `[test/Keda] 'triggers[0].query' ("sum({})") must not select every series there is; name the series or give a label (metric/query)`,
    ),
    refused(
      query({ query: 'sum({a=~".*"})' }),
      `[test/Keda] 'triggers[0].query' ("sum({a=~\\".*\\"})") must not select every series there is; name the series or give a label (metric/query)`,
    ),
  ],
  'MET-08': [
    refused(
      hpa({ metrics: [Metric.count('vllm.num_requests').target(5)] }),
      `[test/Hpa] 'metrics[0]' ("vllm.num_requests") must be a Prometheus metric name: letters, digits, '_' and ':', not beginning with a digit; write it as the exporter does (metric/name)`,
    ),
    refused(
      hpa({ metrics: [Metric.count('num requests').target(5)] }),
      `[test/Hpa] 'metrics[0]' ("num requests") must be a Prometheus metric name: letters, digits, '_' and ':', not beginning with a digit; write it as the exporter does (metric/name)`,
    ),
  ],
  'MET-09': [
    warned(
      hpaOf(
        { engine: Engine.custom({ image: 'mine:1.0', port: 80, family: EngineFamily.VLLM }), model: Model.inImage() },
        { metrics: [EngineMetric.KV_CACHE_USAGE.target(Ratio.of(0.8))] },
      ),
      `[test/Hpa] 'metrics[0]': the name of this metric depends on the version of vLLM, which is not given; the newest is taken; give the version of the engine (metric/engine-version)`,
    ),
    warned(
      hpaOf(vllm('99.0.0'), KV_CACHE),
      `[test/Hpa] 'metrics[0]': vLLM 99.0.0 is newer than the newest known version (${VLLM.newest}), whose names are taken; check that the engine still exports it (metric/engine-version)`,
    ),
    accepted(
      hpaOf(vllm('0.8.5'), KV_CACHE),
      'HorizontalPodAutoscaler spec.metrics.0.pods.metric.name',
      'vllm_gpu_cache_usage_perc',
    ),
  ],
  'MET-10': [
    warned(
      query({ query: 'sum(requests_total)' }),
      `[test/Keda] 'triggers[0].query' takes requests_total as it is, and by its name it is a counter, which only grows; take its rate(…) (metric/query)`,
    ),
    accepted(
      keda({ metrics: [Metric.rate('my_requests_total').target(5)] }),
      'ScaledObject spec.triggers.0.metadata.query',
      'sum(rate(my_requests_total{namespace="llm",pod=~"qwen-predictor-[a-z0-9]+-[a-z0-9]{5}"}[2m]))',
    ),
  ],
  'MET-11': [
    accepted(
      inCluster(
        { prometheusUrl: 'http://prom:9090', scrapeInterval: Duration.minutes(1) },
        keda({ metrics: [Metric.rate('my_requests_total').target(5)] }),
      ),
      'ScaledObject spec.triggers.0.metadata.query',
      'sum(rate(my_requests_total{namespace="llm",pod=~"qwen-predictor-[a-z0-9]+-[a-z0-9]{5}"}[4m]))',
    ),
  ],
  'MET-12': [
    refused(
      hpa({ metrics: [RawMetric.external('queue/depth').averageValue(5)] }),
      `[test/Hpa] 'metrics[0]' ("queue/depth") must be a name without '/' and '%'; write it as the metrics API does (metric/name)`,
    ),
    refused(
      hpa({ metrics: [RawMetric.pods('100%').averageValue(5)] }),
      `[test/Hpa] 'metrics[0]' ("100%") must be a name without '/' and '%'; write it as the metrics API does (metric/name)`,
    ),
  ],
  'MET-13': [TYPED],
  'MET-14': [TYPED],
  'MET-15': [
    refused(
      inCluster({ prometheusUrl: 'http://prom:9090' }, (chart) => {
        const [one, two] = ['a:b', 'a_b'].map((name) => [Metric.count(name).target(1)]);
        new GpuHpa(chart, 'One', { target: newService(chart, 'A'), maxReplicas: 2, metrics: one });
        new GpuHpa(chart, 'Two', { target: newService(chart, 'B'), maxReplicas: 2, metrics: two });
        new MetricsAdapter(chart, 'Adapter');
      }),
      `[test/Own/Adapter] two series become the metric 'a_b' (a:b{namespace!="",pod!=""} and a_b{namespace!="",pod!=""}), and one of them would be lost; rename one of the series (cluster/adapter-names)`,
    ),
  ],
  'MET-16': [
    refused(
      inCluster({ prometheusUrl: 'http://prom:9090' }, hpa({})),
      `[test/Own/Hpa] 'metrics[0]' is read as 'vllm_num_requests_running' from the custom metrics API, and nothing configures prometheus-adapter to serve it; add new MetricsAdapter(chart, 'Adapter') once per cluster, or say in the profile that it is managedElsewhere (metric/not-exposed)`,
    ),
  ],
  'MET-17': [
    accepted(
      keda({ metrics: [Metric.latency('my_seconds').target(Duration.seconds(1))] }),
      'ScaledObject spec.triggers.0.metadata.query',
      '(histogram_quantile(0.95, sum by (le) (rate(my_seconds_bucket{namespace="llm",pod=~"qwen-predictor-[a-z0-9]+-[a-z0-9]{5}"}[2m]))) >= 0) or 0 * sum(my_seconds_count{namespace="llm",pod=~"qwen-predictor-[a-z0-9]+-[a-z0-9]{5}"})',
    ),
  ],
  'MET-18': [
    refused(
      hpa({ metrics: [EngineMetric.timeToFirstToken(95).target(Duration.seconds(1))] }),
      `[test/Hpa] 'metrics[0]' (95) must have a percentile between 0 and 1; write 0.95 for the 95th (metric/target)`,
    ),
  ],
  'MET-19': [TYPED],
  'MET-20': [TYPED],
  'MET-21': [TYPED],
  'MET-22': [TYPED],
};
