import { Backend, LlmInferenceService } from '../../src';
import { newChart, smallestService, synth } from '../support/chart';

test('the smallest service on KServe', () => {
  const chart = newChart();
  new LlmInferenceService(chart, 'Qwen', smallestService());
  expect(synth(chart)).toMatchInlineSnapshot(`
[
  {
    "apiVersion": "serving.kserve.io/v1beta1",
    "kind": "InferenceService",
    "metadata": {
      "annotations": {
        "serving.kserve.io/autoscalerClass": "external",
        "serving.kserve.io/deploymentMode": "Standard",
      },
      "name": "qwen",
      "namespace": "llm",
    },
    "spec": {
      "predictor": {
        "automountServiceAccountToken": false,
        "containers": [
          {
            "args": [
              "--model=Qwen/Qwen2.5-7B-Instruct",
              "--served-model-name=Qwen/Qwen2.5-7B-Instruct",
              "--port=8000",
            ],
            "command": [
              "python3",
              "-m",
              "vllm.entrypoints.openai.api_server",
            ],
            "image": "vllm/vllm-openai:v0.11.0",
            "livenessProbe": {
              "failureThreshold": 3,
              "httpGet": {
                "path": "/health",
                "port": "http",
              },
              "periodSeconds": 10,
              "timeoutSeconds": 5,
            },
            "name": "kserve-container",
            "ports": [
              {
                "containerPort": 8000,
                "name": "http",
                "protocol": "TCP",
              },
            ],
            "readinessProbe": {
              "failureThreshold": 3,
              "httpGet": {
                "path": "/health",
                "port": "http",
              },
              "periodSeconds": 10,
              "timeoutSeconds": 5,
            },
            "resources": {
              "limits": {
                "cpu": "4",
                "memory": "24Gi",
              },
              "requests": {
                "cpu": "4",
                "memory": "24Gi",
              },
            },
            "securityContext": {
              "allowPrivilegeEscalation": false,
              "capabilities": {
                "drop": [
                  "ALL",
                ],
              },
            },
            "startupProbe": {
              "failureThreshold": 60,
              "httpGet": {
                "path": "/health",
                "port": "http",
              },
              "periodSeconds": 10,
              "timeoutSeconds": 5,
            },
          },
        ],
        "deploymentStrategy": {
          "rollingUpdate": {
            "maxSurge": "25%",
            "maxUnavailable": "25%",
          },
          "type": "RollingUpdate",
        },
        "enableServiceLinks": false,
        "securityContext": {
          "seccompProfile": {
            "type": "RuntimeDefault",
          },
        },
        "terminationGracePeriodSeconds": 60,
      },
    },
  },
  {
    "apiVersion": "monitoring.coreos.com/v1",
    "kind": "ServiceMonitor",
    "metadata": {
      "labels": {
        "release": "prometheus",
      },
      "name": "qwen",
      "namespace": "llm",
    },
    "spec": {
      "endpoints": [
        {
          "interval": "15s",
          "path": "/metrics",
          "port": "http",
        },
      ],
      "selector": {
        "matchLabels": {
          "component": "predictor",
          "serving.kserve.io/inferenceservice": "qwen",
        },
      },
    },
  },
]
`);
});

test('the smallest service as a plain Deployment', () => {
  const chart = newChart();
  new LlmInferenceService(chart, 'Qwen', { ...smallestService(), backend: Backend.deployment() });
  expect(synth(chart)).toMatchInlineSnapshot(`
[
  {
    "apiVersion": "apps/v1",
    "kind": "Deployment",
    "metadata": {
      "labels": {
        "app.kubernetes.io/component": "inference-server",
        "app.kubernetes.io/name": "qwen",
      },
      "name": "qwen",
      "namespace": "llm",
    },
    "spec": {
      "progressDeadlineSeconds": 900,
      "replicas": 1,
      "selector": {
        "matchLabels": {
          "app.kubernetes.io/component": "inference-server",
          "app.kubernetes.io/name": "qwen",
        },
      },
      "strategy": {
        "rollingUpdate": {
          "maxSurge": "25%",
          "maxUnavailable": "25%",
        },
        "type": "RollingUpdate",
      },
      "template": {
        "metadata": {
          "labels": {
            "app.kubernetes.io/component": "inference-server",
            "app.kubernetes.io/name": "qwen",
          },
        },
        "spec": {
          "automountServiceAccountToken": false,
          "containers": [
            {
              "args": [
                "--model=Qwen/Qwen2.5-7B-Instruct",
                "--served-model-name=Qwen/Qwen2.5-7B-Instruct",
                "--port=8000",
              ],
              "command": [
                "python3",
                "-m",
                "vllm.entrypoints.openai.api_server",
              ],
              "image": "vllm/vllm-openai:v0.11.0",
              "livenessProbe": {
                "failureThreshold": 3,
                "httpGet": {
                  "path": "/health",
                  "port": "http",
                },
                "periodSeconds": 10,
                "timeoutSeconds": 5,
              },
              "name": "inference-server",
              "ports": [
                {
                  "containerPort": 8000,
                  "name": "http",
                  "protocol": "TCP",
                },
              ],
              "readinessProbe": {
                "failureThreshold": 3,
                "httpGet": {
                  "path": "/health",
                  "port": "http",
                },
                "periodSeconds": 10,
                "timeoutSeconds": 5,
              },
              "resources": {
                "limits": {
                  "cpu": "4",
                  "memory": "24Gi",
                },
                "requests": {
                  "cpu": "4",
                  "memory": "24Gi",
                },
              },
              "securityContext": {
                "allowPrivilegeEscalation": false,
                "capabilities": {
                  "drop": [
                    "ALL",
                  ],
                },
              },
              "startupProbe": {
                "failureThreshold": 60,
                "httpGet": {
                  "path": "/health",
                  "port": "http",
                },
                "periodSeconds": 10,
                "timeoutSeconds": 5,
              },
            },
          ],
          "enableServiceLinks": false,
          "securityContext": {
            "seccompProfile": {
              "type": "RuntimeDefault",
            },
          },
          "terminationGracePeriodSeconds": 60,
        },
      },
    },
  },
  {
    "apiVersion": "v1",
    "kind": "Service",
    "metadata": {
      "labels": {
        "app.kubernetes.io/component": "inference-server",
        "app.kubernetes.io/name": "qwen",
      },
      "name": "qwen",
      "namespace": "llm",
    },
    "spec": {
      "ports": [
        {
          "name": "http",
          "port": 8000,
          "protocol": "TCP",
          "targetPort": "http",
        },
      ],
      "selector": {
        "app.kubernetes.io/component": "inference-server",
        "app.kubernetes.io/name": "qwen",
      },
    },
  },
  {
    "apiVersion": "monitoring.coreos.com/v1",
    "kind": "ServiceMonitor",
    "metadata": {
      "labels": {
        "release": "prometheus",
      },
      "name": "qwen",
      "namespace": "llm",
    },
    "spec": {
      "endpoints": [
        {
          "interval": "15s",
          "path": "/metrics",
          "port": "http",
        },
      ],
      "selector": {
        "matchLabels": {
          "app.kubernetes.io/component": "inference-server",
          "app.kubernetes.io/name": "qwen",
        },
      },
    },
  },
]
`);
});
