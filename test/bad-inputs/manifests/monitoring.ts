import { found, foundIn, type Rows } from '../cases';
import {
  AS_IT_IS,
  DCGM,
  DEPLOYMENT,
  ENDPOINT,
  INFERENCE_SERVICE,
  monitor,
  SERVICE,
  scaledObject,
  stack,
} from './metric-stack';

/** Monitoring objects, in manifests. */
export const MONITORING: Rows = {
  'MON-01': [
    found(
      stack(DEPLOYMENT, SERVICE, monitor('{ port: http, interval: 15s, scrapeTimeout: 30s }')),
      `error [ServiceMonitor/llm/qwen] 'spec.endpoints[0].scrapeTimeout' ("30s") must be at most 'interval' (15s); write scrapeTimeout: 10s (monitor/timeout)`,
    ),
    foundIn(
      { scrapeInterval: 10 },
      stack(DEPLOYMENT, SERVICE, monitor('{ port: http, scrapeTimeout: 15s }')),
      `error [ServiceMonitor/llm/qwen] 'spec.endpoints[0].scrapeTimeout' ("15s") must be at most the interval of Prometheus (10s), as the monitor gives none; write scrapeTimeout: 10s (monitor/timeout)`,
    ),
  ],
  'MON-02': [
    found(
      stack(DEPLOYMENT, SERVICE, monitor('{ port: http1, interval: 15s }')),
      `error [ServiceMonitor/llm/qwen] 'spec.endpoints[0].port' ("http1") must be the name of a port of Service llm/qwen, whose ports are [http]; write port: http (wire/monitor-port)`,
    ),
  ],
  'MON-03': [
    found(
      stack(DEPLOYMENT, SERVICE.replace(', labels: { app: qwen }', ', labels: { app: qwen-svc }'), monitor()),
      `error [ServiceMonitor/llm/qwen] 'spec.selector.matchLabels.app' ("qwen") must be "qwen-svc" to select Service llm/qwen; write app: qwen-svc (wire/monitor-selects-no-service)`,
    ),
    found(
      stack(DEPLOYMENT, SERVICE.replace(', labels: { app: qwen }', ''), monitor()),
      `error [ServiceMonitor/llm/qwen] 'spec.selector.matchLabels' (app=qwen) must be labels of Service llm/qwen itself, which has no labels: a ServiceMonitor does not look at those of its pods; add 'app: qwen' to 'metadata.labels' of Service llm/qwen (wire/monitor-selects-no-service)`,
    ),
  ],
  'MON-04': [
    foundIn(
      { monitorLabels: { release: 'prometheus' } },
      stack(DEPLOYMENT, SERVICE, monitor()),
      `error [ServiceMonitor/llm/qwen] 'metadata.labels' (no labels) must have release=prometheus: Prometheus, as the profile says, selects by that; add 'release: prometheus' (monitor/not-selected)`,
    ),
  ],
  'MON-05': [
    found(
      stack(DEPLOYMENT, SERVICE, monitor(ENDPOINT, 'namespaceSelector: { matchNames: [lm] }, ')),
      `error [ServiceMonitor/llm/qwen] ServiceMonitor llm/qwen selects Service llm/qwen by its labels, and looks in lm, not in llm; write namespaceSelector: { matchNames: [llm] } (wire/monitor-selects-no-service)`,
    ),
  ],
  'MON-06': [
    found(
      stack(DEPLOYMENT, SERVICE, monitor('{ port: http, path: metrics }')),
      `error [ServiceMonitor/llm/qwen] 'spec.endpoints[0].path' ("metrics") must begin with '/'; write path: /metrics (wire/monitor-path)`,
    ),
  ],
  'MON-07': [
    found(
      stack(DEPLOYMENT, SERVICE, monitor("{ port: http, relabelings: [{ regex: '(', targetLabel: a }] }")),
      `error [ServiceMonitor/llm/qwen] 'spec.endpoints[0].relabelings[0].regex' ("(") must be a regular expression of RE2; correct it (monitor/relabeling)`,
    ),
    found(
      stack(DEPLOYMENT, SERVICE, monitor('{ port: http, relabelings: [{ action: LABELDROP, regex: a }] }')),
      `error [ServiceMonitor/llm/qwen] 'spec.endpoints[0].relabelings[0].action' ("LABELDROP") must be one of replace, keep, drop, hashmod, labelmap, labeldrop, labelkeep, lowercase, uppercase, keepequal, dropequal; write labeldrop (monitor/relabeling)`,
    ),
    found(
      stack(
        DEPLOYMENT,
        SERVICE,
        monitor("{ port: http, relabelings: [{ targetLabel: a, replacement: 'costs $ 5' }] }"),
      ),
      `error [ServiceMonitor/llm/qwen] 'spec.endpoints[0].relabelings[0].replacement' ("costs $ 5") must have a number or a name behind each '$'; write $1, or $$ for a dollar sign (monitor/relabeling)`,
    ),
    found(
      stack(DEPLOYMENT, SERVICE, monitor('{ port: http, relabelings: [{ sourceLabels: [pod] }] }')),
      `error [ServiceMonitor/llm/qwen] 'spec.endpoints[0].relabelings[0].targetLabel' (not given) must name a label, which 'replace' writes to; add targetLabel (monitor/relabeling)`,
    ),
  ],
  'MON-08': [
    found(
      stack(DEPLOYMENT, SERVICE, monitor('{ port: http, bearerTokenFile: /var/run/token }')),
      `warning [ServiceMonitor/llm/qwen] 'spec.endpoints[0].bearerTokenFile' ("/var/run/token") must not be a file of Prometheus; use authorization.credentials, which takes a Secret (monitor/file-access)`,
    ),
    found(
      stack(DEPLOYMENT, SERVICE, monitor('{ port: http, tlsConfig: { caFile: /ca.pem, keyFile: /key.pem } }')),
      `warning [ServiceMonitor/llm/qwen] 'spec.endpoints[0].tlsConfig.caFile' ("/ca.pem") must not be a file of Prometheus; use tlsConfig.ca, which takes a Secret (monitor/file-access)`,
      `warning [ServiceMonitor/llm/qwen] 'spec.endpoints[0].tlsConfig.keyFile' ("/key.pem") must not be a file of Prometheus; use tlsConfig.keySecret, which takes a Secret (monitor/file-access)`,
    ),
  ],
  'MON-09': [
    found(
      stack(DEPLOYMENT, SERVICE, monitor(), monitor(ENDPOINT, '', 'qwen-too')),
      `error [ServiceMonitor/llm/qwen-too] the metrics of port 8000 of Deployment llm/qwen are stored twice: it is scraped by ServiceMonitor llm/qwen and ServiceMonitor llm/qwen-too; take one of them out (monitor/double-scrape)`,
    ),
    found(
      stack(DEPLOYMENT, SERVICE, SERVICE.replace('name: qwen,', 'name: qwen-headless,'), monitor()),
      `error [ServiceMonitor/llm/qwen] the metrics of port 8000 of Deployment llm/qwen are stored twice: ServiceMonitor llm/qwen finds it by Service llm/qwen and Service llm/qwen-headless; let the monitor select one of the Services, by a label that only that one has (monitor/double-scrape)`,
    ),
  ],
  'MON-10': [
    found(
      stack(
        DEPLOYMENT,
        SERVICE,
        DCGM,
        scaledObject('avg(DCGM_FI_DEV_GPU_UTIL{namespace="llm",pod=~"qwen-.+"})', AS_IT_IS, '70'),
      ),
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.query' ("avg(DCGM_FI_DEV_GPU_UTIL{namespace=\\"llm\\",pod=~\\"qwen-.+\\"})") asks for DCGM_FI_DEV_GPU_UTIL by 'namespace', which names the exporter and not the workload; write exported_namespace="llm" and exported_pod=~"qwen-.+" (metric/gpu-labels)`,
    ),
  ],
  'MON-11': [
    found(
      INFERENCE_SERVICE,
      `error [InferenceService/llm/qwen] 'metadata.annotations['serving.kserve.io/enable-prometheus-scraping']' ("true") must not be set where KServe makes a Deployment; leave it out, and scrape by a ServiceMonitor or PodMonitor (kserve/scraping-annotation)`,
    ),
  ],
};
