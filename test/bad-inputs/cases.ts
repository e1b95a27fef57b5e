import { App, Chart } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import {
  ClusterProfile,
  CronScaleSchedule,
  CronScheduler,
  type CustomClusterOptions,
  Engine,
  EngineMetric,
  GpuHpa,
  HybridResourcePolicy,
  KedaLlmScaler,
  KedaTrigger,
  LlmInferenceService,
  ResourceUnit,
  Schedule,
} from '../../src';
import type { CheckProfile } from '../../src/checks/profile';
import { errorsOf, type Manifest, newChart, newService } from '../support/chart';

/** Declares something in a chart of a complete cluster. */
export type Given = (chart: Chart) => void;

/** What becomes of an input. The messages are whole; the path of the construct stands before each. */
export type Outcome =
  | { readonly given: Given; readonly errors: readonly string[] }
  | { readonly given: Given; readonly warnings: readonly string[] }
  | { readonly given: Given; readonly emits: { readonly at: string; readonly value: unknown } }
  | { readonly given: Given; readonly throws: string }
  /** The checks find it in manifests, whoever wrote them. */
  | {
      readonly text: string;
      readonly file?: string;
      readonly profile?: CheckProfile;
      readonly findings: readonly string[];
    }
  /** The compiler refuses it: test/bad-inputs/types.ts. */
  | { readonly typed: true }
  | { readonly impossible: string }
  | { readonly wholeApp: string }
  | { readonly onlyCluster: string };

/** The rows of a group of bad inputs, by their ids, and what becomes of the inputs of each. */
export type Rows = Readonly<Record<string, readonly Outcome[]>>;

/** The synth fails with these messages. */
export function refused(given: Given, ...errors: string[]): Outcome {
  return { given, errors };
}

/** The synth succeeds and warns. */
export function warned(given: Given, ...warnings: string[]): Outcome {
  return { given, warnings };
}

/** The synth succeeds, without a warning, and emits a value. @param at kind and path: `Deployment spec.replicas` */
export function accepted(given: Given, at: string, value: unknown): Outcome {
  return { given, emits: { at, value } };
}

/** Somebody else says it well enough, at once. */
export function thrown(given: Given, throws: string): Outcome {
  return { given, throws };
}

/** The compiler refuses it: a line of test/bad-inputs/types.ts. */
export const TYPED: Outcome = { typed: true };

/** The checks find this in manifests: how bad it is, the object, and the whole message. */
export function found(text: string, ...findings: string[]): Outcome {
  return { text, findings };
}

/** The checks find this in manifests of a cluster of which something is known. */
export function foundIn(profile: CheckProfile, text: string, ...findings: string[]): Outcome {
  return { text, profile, findings };
}

/** The checks find this in manifests that stand in a file of this name. */
export function foundInFile(file: string, text: string, ...findings: string[]): Outcome {
  return { file, text, findings };
}

/** Nobody can write it. */
export function impossible(why: string): Outcome {
  return { impossible: why };
}

/** Only the whole of an app can tell. */
export function wholeApp(why: string): Outcome {
  return { wholeApp: why };
}

/** Only the cluster knows. */
export function onlyCluster(why: string): Outcome {
  return { onlyCluster: why };
}

/** Props as a caller without types writes them. */
type Untyped = Readonly<Record<string, unknown>>;

/** An LlmInferenceService with these props beside the required ones. */
export function service(props: Untyped): Given {
  return (chart) => {
    newService(chart, 'Qwen', props);
  };
}

/** A GpuHpa of a service, on running requests unless said otherwise. */
export function hpa(props: Untyped): Given {
  return (chart) => {
    const target = newService(chart);
    const metrics = [EngineMetric.RUNNING_REQUESTS.target(10)];
    new GpuHpa(chart, 'Hpa', { target, metrics, maxReplicas: 4, ...props });
  };
}

/** A GpuHpa with these props of a service with those. */
export function hpaOf(ofService: Untyped, props: Untyped): Given {
  return (chart) => {
    const metrics = [EngineMetric.RUNNING_REQUESTS.target(10)];
    new GpuHpa(chart, 'Hpa', { target: newService(chart, 'Qwen', ofService), metrics, maxReplicas: 4, ...props });
  };
}

/** A KedaLlmScaler of a service, on running requests unless said otherwise. */
export function keda(props: Untyped): Given {
  return (chart) => {
    const target = newService(chart);
    const metrics = [EngineMetric.RUNNING_REQUESTS.target(10)];
    new KedaLlmScaler(chart, 'Keda', { target, metrics, maxReplicas: 4, ...props });
  };
}

/** A KedaLlmScaler with one trigger of a query, whose options are these beside the required ones. */
export function query(options: Untyped): Given {
  return keda({ metrics: [], triggers: [KedaTrigger.prometheus({ query: 'sum(queue)', threshold: 5, ...options })] });
}

/** A KedaLlmScaler with one cron trigger, whose options are these beside the required ones. */
export function cronTrigger(options: Untyped): Given {
  const times = { timezone: 'Asia/Shanghai', start: '0 8 * * *', end: '0 20 * * *', replicas: 2 };
  return keda({ triggers: [KedaTrigger.cron({ ...times, ...options })] });
}

/** A CronScaleSchedule of a service, run by CronHPA unless said otherwise. */
export function schedule(props: Untyped): Given {
  return (chart) => {
    const target = newService(chart);
    new CronScaleSchedule(chart, 'Cron', { target, scheduler: CronScheduler.CRON_HPA, ...props });
  };
}

/** A CronScaleSchedule with one job at the time of a cron expression. */
export function cron(expression: unknown): Given {
  return schedule({ jobs: [{ name: 'up', at: Schedule.cron(expression as string), replicas: 2 }] });
}

/** A HybridResourcePolicy of a service. */
export function policy(props: Untyped): Given {
  return (chart) => {
    new HybridResourcePolicy(chart, 'Policy', { service: newService(chart), units: [ResourceUnit.ecs()], ...props });
  };
}

/** A HybridResourcePolicy of a Deployment that is declared elsewhere, with these labels of its pods. */
export function policyOfPods(podSelector: Readonly<Record<string, string>>): Given {
  return (chart) => {
    const engine = Engine.vllm({ version: '0.11.0' });
    const existing = LlmInferenceService.fromDeployment(chart, 'Qwen', { name: 'qwen' }, { engine, podSelector });
    new HybridResourcePolicy(chart, 'Policy', { service: existing, units: [ResourceUnit.ecs()] });
  };
}

/** The same in a cluster of its own, of which only this is known. */
export function inCluster(options: CustomClusterOptions, given: Given): Given {
  return (chart) => {
    const own = new Chart(chart, 'Own', { namespace: 'llm' });
    ClusterProfile.custom(options).applyTo(own);
    given(own);
  };
}

/** What a chart with something in it ends in. */
export interface Ending {
  /** The messages of a synth that fails, each with its path. */
  readonly errors: readonly string[];
  /** The warnings, each with its path. */
  readonly warnings: readonly string[];
  /** The objects of a synth that succeeds. */
  readonly manifests: readonly Manifest[];
}

/** Declares and synthesizes. */
export function ending(given: Given): Ending {
  const warnings: string[] = [];
  const before = process.emitWarning;
  process.emitWarning = ((text: string) => warnings.push(text)) as typeof process.emitWarning;
  try {
    const chart = newChart();
    given(chart);
    const errors = errorsOf(chart);
    return { errors, warnings, manifests: errors.length > 0 ? [] : allObjects(chart) };
  } finally {
    process.emitWarning = before;
  }
}

function allObjects(chart: Chart): Manifest[] {
  return parseAllDocuments(App.of(chart).synthYaml()).map((document) => document.toJS() as Manifest);
}
