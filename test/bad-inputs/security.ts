import {
  Backend,
  Engine,
  EnvValue,
  Exposure,
  GpuMetric,
  KedaAuthentication,
  KedaAuthMode,
  Model,
  Percent,
  PodSecurity,
  SecretKey,
} from '../../src';
import { newService } from '../support/chart';
import { accepted, keda, type Rows, refused, service, TYPED, warned, wholeApp } from './cases';

/** Monitors. */
export const MON: Rows = {
  'MON-01': [TYPED],
  'MON-02': [accepted(service({}), 'ServiceMonitor spec.endpoints.0.port', 'http')],
  'MON-03': [
    accepted(service({}), 'ServiceMonitor spec.selector.matchLabels', {
      'serving.kserve.io/inferenceservice': 'qwen',
      component: 'predictor',
    }),
    TYPED,
  ],
  'MON-04': [accepted(service({}), 'ServiceMonitor metadata.labels', { release: 'prometheus' })],
  'MON-05': [accepted(service({}), 'ServiceMonitor metadata.namespace', 'llm'), TYPED],
  'MON-06': [
    refused(
      service({ engine: Engine.custom({ image: 'a:1', port: 80, metricsPath: 'metrics' }), model: Model.inImage() }),
      `[test/Qwen] 'metricsPath' ("metrics") must begin with '/'; write it as an absolute path (service/ports)`,
    ),
  ],
  'MON-07': [TYPED],
  'MON-08': [TYPED],
  'MON-09': [wholeApp('a monitor does not know the others, and charts bring some of their own')],
  'MON-10': [
    accepted(
      keda({ metrics: [GpuMetric.UTILIZATION.target(Percent.of(80))] }),
      'ScaledObject spec.triggers.0.metadata.query',
      'avg(DCGM_FI_DEV_GPU_UTIL{exported_namespace="llm",exported_pod=~"qwen-predictor-[a-z0-9]+-[a-z0-9]{5}"})',
    ),
  ],
  'MON-11': [
    refused(
      service({
        podAnnotations: { 'prometheus.io/port': '9090', 'serving.kserve.io/enable-prometheus-scraping': 'true' },
      }),
      `[test/Qwen] the pod annotation 'serving.kserve.io/enable-prometheus-scraping' makes KServe overwrite 'prometheus.io/port'; leave out the first (label/owned)`,
    ),
  ],
};

/** Security. */
export const SEC: Rows = {
  'SEC-01': [
    refused(
      service({ env: { MODEL: EnvValue.of('hf_abcdefghijklmnopqrstuvwxyz') } }),
      `[test/Qwen] 'spec.predictor.containers[0].env[0].value' (a secret, not shown) must not stand in a manifest; refer to an entry of a Secret (value/secret)`,
    ),
    refused(
      service({ engine: Engine.vllm({ version: '0.11.0', args: ['--api-key=letmein'] }) }),
      `[test/Qwen] the argument '--api-key' has its secret in the manifest; put it into a variable with EnvValue.fromSecret(…) and write '--api-key=$(NAME)' (value/secret)`,
    ),
    refused(
      service({ engine: Engine.vllm({ version: '0.11.0', args: ['--hf-token', 'letmein'] }) }),
      `[test/Qwen] the argument '--hf-token' has its secret in the manifest; put it into a variable with EnvValue.fromSecret(…) and write '--hf-token=$(NAME)' (value/secret)`,
    ),
    refused(
      service({ model: Model.storage('https://user:pass@models.example.com/qwen') }),
      `[test/Qwen] 'spec.predictor.containers[0].env[0].value' (a secret, not shown) must not stand in a manifest; refer to an entry of a Secret (value/secret)`,
    ),
    refused(
      service({ podAnnotations: { note: 'nvapi-0123456789abcdefghij' } }),
      `[test/Qwen] 'spec.predictor.annotations.note' (a secret, not shown) must not stand in a manifest; refer to an entry of a Secret (value/secret)`,
    ),
    accepted(
      service({
        engine: Engine.vllm({ version: '0.11.0', args: ['--api-key=$(CLIENT)'] }),
        env: { CLIENT: EnvValue.fromSecret(SecretKey.of('a', 'b')) },
      }),
      'InferenceService spec.predictor.containers.0.args.3',
      '--api-key=$(CLIENT)',
    ),
  ],
  'SEC-02': [
    refused(
      service({ podSpec: { hostNetwork: true, hostIPC: true, volumes: [{ name: 'disk', hostPath: { path: '/' } }] } }),
      `[test/Qwen] 'podSpec' asks for hostNetwork, hostIPC, hostPath, which no level of pod security but "privileged" allows; leave it out, or take the responsibility with PodSecurity.NONE (service/security)`,
    ),
    refused(
      service({
        podSpec: {
          containers: [
            { name: 'kserve-container', securityContext: { privileged: true, capabilities: { add: ['SYS_ADMIN'] } } },
          ],
        },
      }),
      `[test/Qwen] 'podSpec' asks for privileged, SYS_ADMIN, which no level of pod security but "privileged" allows; leave it out, or take the responsibility with PodSecurity.NONE (service/security)`,
    ),
    TYPED,
  ],
  'SEC-03': [
    refused(
      service({ podSecurity: PodSecurity.asUser(0) }),
      `[test/Qwen] 'podSecurity' (0) must be a user id greater than 0; give the id that the image knows (service/resources)`,
    ),
    refused(
      service({ podSecurity: PodSecurity.asUser(1000), podSpec: { securityContext: { runAsUser: 0 } } }),
      `[test/Qwen] the container 'kserve-container' has runAsNonRoot and runs as user 0; give another user, or leave out one of them (service/security)`,
    ),
  ],
  'SEC-04': [TYPED],
  'SEC-05': [
    warned(
      service({ engine: Engine.vllm({ version: '0.11.0', args: ['--trust-remote-code'] }) }),
      `[test/Qwen] '--trust-remote-code' runs whatever code the repository of the model holds; leave it out, or pin the revision of the model and silence this with a reason (service/remote-code)`,
    ),
  ],
  'SEC-06': [
    accepted(service({ backend: Backend.deployment() }), 'Service spec.type', undefined),
    warned(
      service({ backend: Backend.deployment(), exposure: Exposure.loadBalancer() }),
      '[test/Qwen] the load balancer is open to everybody who can reach it, and engines do not ask callers who they are; give sourceRanges, or put a gateway before it (service/exposure)',
    ),
    TYPED,
  ],
  'SEC-07': [
    accepted(
      keda({ authentication: KedaAuthentication.clusterReference('prom', KedaAuthMode.BEARER) }),
      'ScaledObject spec.triggers.0.authenticationRef',
      { name: 'prom', kind: 'ClusterTriggerAuthentication' },
    ),
  ],
  'SEC-08': [
    accepted(
      (chart) => {
        newService(chart, '../../etc/Qwen');
      },
      'InferenceService metadata.name',
      'etc-qwen',
    ),
  ],
};
