import { all, deployment, hpa, model, network, object, vllm } from '../bad-inputs/manifests/build';
import { finds, testCases } from './table';

testCases([
  finds(
    'variables that only sound like secrets',
    deployment(
      {},
      {
        env: [
          { name: 'MAX_TOKENS', value: '4096' },
          { name: 'TOKENIZER', value: 'Qwen/Qwen2.5' },
          { name: 'TOKENS_DISTRIBUTION', value: 'uniform' },
          { name: 'HF_TOKEN_PATH', value: '/etc/token' },
          { name: 'API_KEY', value: '$(KEY)' },
          { name: 'USE_SECRET', value: 'true' },
          { name: 'PASSWORD', value: '' },
        ],
      },
    ),
  ),
  finds(
    'tokens that open something',
    deployment({}, { env: [{ name: 'AUTH_TOKENS', value: 'abc' }] }),
    `error [Deployment/llm/qwen] the variable AUTH_TOKENS of Deployment llm/qwen has its value in the manifest; refer to an entry of a Secret: 'valueFrom: {secretKeyRef: {name: …, key: …}}' (security/secret-variable)`,
  ),
  finds(
    'variables that are secrets',
    deployment({
      initContainers: [
        { name: 'fetch', image: 'example.com/fetch:1.0', env: [{ name: 'AWS_SECRET_ACCESS_KEY', value: 'abc/def' }] },
      ],
    }),
    `error [Deployment/llm/qwen] the variable AWS_SECRET_ACCESS_KEY of Deployment llm/qwen has its value in the manifest; refer to an entry of a Secret: 'valueFrom: {secretKeyRef: {name: …, key: …}}' (security/secret-variable)`,
  ),
  finds('a key that comes from a variable', deployment({}, { args: ['--api-key=$(KEY)'] })),
  finds('a secret in a Secret', object('v1', 'Secret', { stringData: { url: 'https://user:pass@example.com' } })),
  finds(
    'a secret in a ConfigMap',
    object('v1', 'ConfigMap', { data: { url: 'https://user:pass@example.com' } }),
    `error [ConfigMap/llm/qwen] 'data.url' (a secret, not shown) must not stand in a manifest; put it into a Secret and refer to that (security/secret)`,
  ),
  finds('privileges of what is no engine', deployment({ hostNetwork: true })),
  finds(
    'privileges of what is scaled',
    all(
      deployment(
        { hostPID: true },
        {
          securityContext: { capabilities: { add: ['NET_BIND_SERVICE', 'SYS_PTRACE'] } },
          ports: [{ name: 'http', containerPort: 8000, hostPort: 80 }],
        },
      ),
      hpa(),
    ),
    `warning [Deployment/llm/qwen] the pod asks for hostPID, SYS_PTRACE, hostPort, which only the level 'privileged' allows; leave it out (security/pod-level)`,
  ),
  finds(
    'root by the pod, and another by the container',
    deployment({ securityContext: { runAsNonRoot: true, runAsUser: 0 } }, { securityContext: { runAsUser: 1000 } }),
  ),
  finds(
    'root by a container that has no name',
    deployment({
      initContainers: [{ image: 'example.com/fetch:1.0', securityContext: { runAsNonRoot: true, runAsUser: 0 } }],
    }),
    `error [Deployment/llm/qwen] the container '' has runAsNonRoot and runs as user 0; write 'runAsUser: 1000', or the id that the image knows (security/root)`,
  ),
  finds('root where it may be', deployment({ securityContext: { runAsUser: 0 } })),
  finds(
    'code of a model on a volume',
    deployment({}, { ...vllm('--trust-remote-code'), args: ['--model=/models/qwen', '--trust-remote-code'] }),
  ),
  finds('code of a fixed revision', deployment({}, vllm('--trust-remote-code', '--revision=abc'))),
  finds(
    'a target whose certificate nobody verifies',
    all(
      deployment({}, vllm()),
      object('monitoring.coreos.com/v1', 'PodMonitor', {
        spec: {
          selector: { matchLabels: { app: 'qwen' } },
          podMetricsEndpoints: [{ port: 'http', tlsConfig: { insecureSkipVerify: true } }],
        },
      }),
    ),
  ),
  finds(
    'a load balancer for known addresses',
    all(deployment({}, vllm()), network({ type: 'LoadBalancer', loadBalancerSourceRanges: ['10.0.0.0/8'] })),
  ),
  finds('a load balancer before something else', all(deployment(), network({ type: 'LoadBalancer' }))),
  finds(
    'a load balancer inside',
    all(
      deployment({}, vllm()),
      network({ type: 'LoadBalancer' }).replace(
        'name: qwen',
        'name: qwen\n  annotations: { networking.gke.io/load-balancer-type: Internal }',
      ),
    ),
  ),
  finds(
    'a level that the pods meet',
    all(
      object(
        'v1',
        'Namespace',
        {},
        { name: 'llm', namespace: undefined, labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } },
      ),
      deployment(),
    ),
  ),
  finds(
    'a level that the pods do not meet',
    all(
      object(
        'v1',
        'Namespace',
        {},
        { name: 'llm', namespace: undefined, labels: { 'pod-security.kubernetes.io/enforce': 'baseline' } },
      ),
      deployment({ hostIPC: true }),
    ),
    `error [Deployment/llm/qwen] the pods of Deployment llm/qwen do not meet the level 'baseline' of their namespace: hostIPC; leave it out (security/enforced-level)`,
  ),
  finds(
    "a level that KServe's own container does not meet",
    all(
      object(
        'v1',
        'Namespace',
        {},
        { name: 'llm', namespace: undefined, labels: { 'pod-security.kubernetes.io/enforce': 'restricted' } },
      ),
      model(
        { securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } } },
        { securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } } },
      ),
    ),
    `warning [InferenceService/llm/qwen] KServe fetches s3:// by a container of its own, which does not meet the level 'restricted' of the namespace; keep the model on a claim ('pvc://claim/path'), or give the ClusterStorageContainer 'default' a securityContext (security/enforced-level)`,
  ),
]);
