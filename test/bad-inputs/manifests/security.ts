import { found, type Rows } from '../cases';
import { all, asking, container, deployment, hpa, network, object, service, vllm } from './build';

/** Security, as they stand in anybody's YAML. */
export const SECURITY: Rows = {
  'MON-09': [
    found(
      all(
        deployment({}, vllm()),
        network().replace('name: qwen', 'name: qwen\n  labels: { app: qwen }'),
        ...['one', 'two'].map((name) =>
          object(
            'monitoring.coreos.com/v1',
            'ServiceMonitor',
            { spec: { selector: { matchLabels: { app: 'qwen' } }, endpoints: [{ port: 'http' }] } },
            { name },
          ),
        ),
      ),
      'error [ServiceMonitor/llm/two] the metrics of port 8000 of Deployment llm/qwen are stored twice: it is scraped by ServiceMonitor llm/one and ServiceMonitor llm/two; take one of them out (monitor/double-scrape)',
    ),
  ],
  'SEC-01': [
    found(
      container({ env: [{ name: 'MODEL', value: 'hf_abcdefghijklmnopqrstuvwxyz' }] }),
      `error [InferenceService/llm/qwen] 'spec.predictor.containers[0].env[0].value' (a secret, not shown) must not stand in a manifest; refer to an entry of a Secret: 'valueFrom: {secretKeyRef: {name: …, key: …}}' (security/secret)`,
    ),
    found(
      container({ args: ['--api-key=letmein'] }),
      `error [InferenceService/llm/qwen] the argument '--api-key' of the container 'kserve-container' has its secret in the manifest; put it into a variable from a Secret and write '--api-key=$(NAME)' (security/secret-variable)`,
    ),
    found(
      container({ args: ['--hf-token', 'letmein'] }),
      `error [InferenceService/llm/qwen] the argument '--hf-token' of the container 'kserve-container' has its secret in the manifest; put it into a variable from a Secret and write '--hf-token=$(NAME)' (security/secret-variable)`,
    ),
    found(
      asking({ serverAddress: 'http://user:pass@prometheus:9090' }),
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.serverAddress' (a secret, not shown) must not hold credentials; reference them through authentication (keda/server-address)`,
      `error [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.serverAddress' (a secret, not shown) must not stand in a manifest; put it into a Secret and refer to that (security/secret)`,
    ),
    found(
      service({}, { note: 'nvapi-0123456789abcdefghij' }),
      `error [InferenceService/llm/qwen] 'metadata.annotations.note' (a secret, not shown) must not stand in a manifest; put it into a Secret and refer to that (security/secret)`,
    ),
  ],
  'SEC-02': [
    found(
      deployment({ hostNetwork: true, hostIPC: true, volumes: [{ name: 'disk', hostPath: { path: '/' } }] }, vllm()),
      `warning [Deployment/llm/qwen] the pod asks for hostNetwork, hostIPC, hostPath, which only the level 'privileged' allows; leave it out (security/pod-level)`,
    ),
    found(
      deployment({}, { ...vllm(), securityContext: { privileged: true, capabilities: { add: ['SYS_ADMIN'] } } }),
      `warning [Deployment/llm/qwen] the pod asks for privileged, SYS_ADMIN, which only the level 'privileged' allows; leave it out (security/pod-level)`,
    ),
  ],
  'SEC-03': [
    found(
      deployment({ securityContext: { runAsNonRoot: true, runAsUser: 0 } }),
      `error [Deployment/llm/qwen] the container 'server' has runAsNonRoot and runs as user 0; write 'runAsUser: 1000', or the id that the image knows (security/root)`,
    ),
  ],
  'SEC-04': [
    found(
      asking({ unsafeSsl: 'true' }),
      `warning [ScaledObject/llm/qwen] 'spec.triggers[0].metadata.unsafeSsl' ("true") must not be true; leave it out, and give the certificate as 'ca' in a TriggerAuthentication (security/unverified-tls)`,
    ),
  ],
  'SEC-05': [
    found(
      deployment({}, vllm('--trust-remote-code')),
      `warning [Deployment/llm/qwen] --trust-remote-code runs whatever code the repository of the model holds; leave it out, or fix the revision: '--revision=COMMIT' (security/remote-code)`,
    ),
  ],
  'SEC-06': [
    found(
      all(deployment({}, vllm()), network({ type: 'LoadBalancer' })),
      `warning [Service/llm/qwen] 'spec.type' ("LoadBalancer") opens the engine to everybody who can reach it; write 'ClusterIP' and put a gateway before it, or give loadBalancerSourceRanges (security/load-balancer)`,
    ),
  ],
  'SEC-07': [
    found(
      asking(
        { authModes: 'bearer' },
        { authenticationRef: { name: 'prometheus', kind: 'ClusterTriggerAuthentication' } },
      ),
      `info [ScaledObject/llm/qwen] 'spec.triggers[0].authenticationRef.kind' ("ClusterTriggerAuthentication") can be used by every namespace; use a TriggerAuthentication in this namespace if it is needed here only (security/cluster-authentication)`,
    ),
  ],
  'SEC-08': [
    found(
      hpa({}, { name: '../../etc/qwen' }),
      `error [HorizontalPodAutoscaler/llm/../../etc/qwen] 'metadata.name' ("../../etc/qwen") must consist of lower-case letters, digits, '-' and '.', and begin and end with a letter or digit; write 'etc-qwen' (name/syntax)`,
    ),
  ],
};
