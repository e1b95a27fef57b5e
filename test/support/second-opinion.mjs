// Judges manifests (a JSON list on stdin) by the models that are generated from the Kubernetes, KEDA and Prometheus
// operator types. They are ES modules, so they run in a process of their own.
import { readFileSync } from 'node:fs';
import { ScaledObject } from '@kubernetes-models/keda/keda.sh/v1alpha1';
import {
  PodMonitor,
  PrometheusRule,
  ServiceMonitor,
} from '@kubernetes-models/prometheus-operator/monitoring.coreos.com/v1';
import { Deployment } from 'kubernetes-models/apps/v1';
import { HorizontalPodAutoscaler } from 'kubernetes-models/autoscaling/v2';
import { NetworkPolicy } from 'kubernetes-models/networking.k8s.io/v1';
import { PodDisruptionBudget } from 'kubernetes-models/policy/v1';
import { ConfigMap, Pod, Service } from 'kubernetes-models/v1';

const MODELS = {
  ConfigMap,
  Deployment,
  HorizontalPodAutoscaler,
  NetworkPolicy,
  Pod,
  PodDisruptionBudget,
  PodMonitor,
  PrometheusRule,
  ScaledObject,
  Service,
  ServiceMonitor,
};

const verdicts = JSON.parse(readFileSync(0, 'utf8')).map((manifest) => {
  const Model = MODELS[manifest.kind];
  if (!Model) return `no model of ${manifest.kind}`;
  try {
    new Model(manifest).validate();
    return 'valid';
  } catch (error) {
    return `${manifest.kind} ${manifest.metadata?.name}: ${error.message}`;
  }
});
process.stdout.write(JSON.stringify(verdicts));
