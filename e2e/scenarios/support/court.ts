import { parse, stringify } from 'yaml';
import { predictorPods, predictorTarget } from '../../../src/service/kserve';
import type { KubeObject } from '../../control-plane/kubectl';
import { type Answer, JUDGES, Judge, type JudgeName } from './judge';

/** An object that a controller does not take, or takes with a warning. */
export interface Objection {
  readonly judge: JudgeName;
  readonly of: string;
  readonly why: string;
}

type Spec = Readonly<Record<string, any>>;
/** An object, or a text in the form of one. */
type Question = KubeObject | { readonly kind: string; readonly config?: string; readonly query?: string };

/** All judges: what an application emits is asked of whoever would get it in a cluster. */
export class Court {
  private readonly judges = Object.fromEntries(JUDGES.map((name) => [name, new Judge(name)])) as Record<
    JudgeName,
    Judge
  >;
  /** How many questions were answered, by judge and kind. */
  readonly asked = new Map<string, number>();

  /** Everything that somebody objects to. */
  async objections(objects: readonly KubeObject[]): Promise<Objection[]> {
    const all = objects.map(inNamespace);
    const found = await Promise.all(all.map((object) => this.judge(object, all)));
    return found.flat();
  }

  async end(): Promise<void> {
    await Promise.all(Object.values(this.judges).map((judge) => judge.end()));
  }

  private async judge(object: KubeObject, all: readonly KubeObject[]): Promise<Objection[]> {
    switch (object.kind) {
      case 'InferenceService':
        return this.inferenceService(object);
      case 'ScaledObject':
        return this.scaledObject(object, all);
      case 'Deployment':
      case 'Service':
      case 'HorizontalPodAutoscaler':
        return this.ask('judge-kubernetes', object);
      case 'ConfigMap':
        return [...(await this.ask('judge-kubernetes', object)), ...(await this.adapter(object, all))];
      case 'PrometheusRule':
        return this.ask('judge-prometheus', object);
      default:
        return [];
    }
  }

  private async inferenceService(object: KubeObject): Promise<Objection[]> {
    const { predictor } = object.spec as Spec;
    const metrics = (predictor.autoScaling?.metrics ?? []) as readonly Spec[];
    const queries = metrics.flatMap(({ external }) => external?.metric.query ?? []);
    const found = await Promise.all([
      this.ask('judge-kserve', object),
      this.ask('judge-kubernetes', deploymentOf(object)),
      ...queries.map((query) => this.query(object, query)),
    ]);
    return found.flat();
  }

  private async scaledObject(object: KubeObject, all: readonly KubeObject[]): Promise<Objection[]> {
    const others = all.filter((other) => other !== object);
    const beside = others.flatMap((other) => {
      if (other.kind === 'InferenceService') return [deploymentOf(other)];
      return ['Deployment', 'HorizontalPodAutoscaler', 'ScaledObject'].includes(other.kind) ? [other] : [];
    });
    const answer = await this.answer('judge-keda', object, beside);
    const triggers = (object.spec as Spec).triggers as readonly { metadata: { query?: string } }[];
    const queries = triggers.flatMap(({ metadata }) => metadata.query ?? []);
    const found = await Promise.all([
      answer.ok ? this.ask('judge-kubernetes', answer.makes as KubeObject) : [],
      ...queries.map((query) => this.query(object, query)),
    ]);
    return [...objectionsOf('judge-keda', object, answer), ...found.flat()];
  }

  /** What the adapter serves has to be what the HPAs of the application ask for. */
  private async adapter(object: KubeObject, all: readonly KubeObject[]): Promise<Objection[]> {
    const config = adapterConfig(object);
    if (config === undefined) return [];
    const answer = await this.answer('judge-adapter', { kind: 'Adapter', config });
    if (!answer.ok) return objectionsOf('judge-adapter', object, answer);
    const served = answer.makes as readonly { name: string; query: string }[];
    const names = served.map(({ name }) => name);
    const lacking = podMetrics(all).filter((name) => !names.includes(name));
    const queries = await Promise.all(served.map(({ query }) => this.query(object, query)));
    return [
      ...lacking.map((name) => objection('judge-adapter', object, `an HPA asks for ${name}, and no rule gives it`)),
      ...queries.flat(),
    ];
  }

  private query(of: KubeObject, query: string): Promise<Objection[]> {
    return this.ask('judge-prometheus', { kind: 'PromQL', query }, of);
  }

  private async ask(judge: JudgeName, object: Question, of = object as KubeObject): Promise<Objection[]> {
    return objectionsOf(judge, of, await this.answer(judge, object));
  }

  private answer(judge: JudgeName, object: Question, beside: readonly object[] = []): Promise<Answer> {
    const key = `${judge.replace('judge-', '')}: ${object.kind}`;
    this.asked.set(key, (this.asked.get(key) ?? 0) + 1);
    return this.judges[judge].ask(object, beside);
  }
}

/** As it is after it went through kubectl. */
function inNamespace(object: KubeObject): KubeObject {
  return { ...object, metadata: { namespace: 'default', ...object.metadata } };
}

function objectionsOf(judge: JudgeName, object: KubeObject, { ok, why = '', warnings = [] }: Answer): Objection[] {
  return [...(ok ? [] : [why]), ...warnings].map((each) => objection(judge, object, each));
}

function objection(judge: JudgeName, { kind, metadata }: KubeObject, why: string): Objection {
  return { judge, of: `${kind} ${metadata.name}`, why };
}

/** The Deployment that KServe makes, as far as it stands in the InferenceService (see what-kserve-makes.test.ts). */
function deploymentOf({ metadata, spec }: KubeObject): KubeObject {
  const { name, namespace = 'default' } = metadata;
  const { predictor } = spec as { predictor: Spec };
  const { minReplicas, maxReplicas, scaleMetric, scaleTarget, autoScaling, deploymentStrategy, ...rest } = predictor;
  const { model, containers, labels, annotations, ...pod } = rest;
  const { modelFormat, runtime, protocolVersion, storageUri, ...server } = model ?? {};
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: predictorTarget(name, namespace).name, namespace },
    spec: {
      selector: { matchLabels: predictorPods(name) },
      strategy: deploymentStrategy,
      template: {
        metadata: { labels: { ...labels, ...predictorPods(name) }, annotations },
        spec: { ...pod, containers: containers ?? [{ name: 'kserve-container', image: 'runtime', ...server }] },
      },
    },
  };
}

/** The names that HPAs ask of pods. */
function podMetrics(all: readonly KubeObject[]): string[] {
  const metrics = all.flatMap(({ kind, spec }) =>
    kind === 'HorizontalPodAutoscaler' ? ((spec as Spec).metrics as readonly Spec[]) : [],
  );
  return metrics.flatMap(({ pods }) => pods?.metric.name ?? []);
}

/** The adapter's configuration in a ConfigMap: as it is, or in the values of a chart. */
function adapterConfig(configMap: KubeObject): string | undefined {
  const { 'config.yaml': config, 'values.yaml': text } = configMap.data as Record<string, string>;
  if (config !== undefined || text === undefined) return config;
  const values = parse(text) as Spec;
  const { rules } = values.AlibabaCloudMetricsAdapter?.prometheus.adapter ?? values;
  return stringify({ rules: rules.custom });
}
