import { takenOptions } from '../kubernetes/taken';
import { ACK_DCGM } from './catalogue/ack-dcgm';
import type { GpuConcept } from './catalogue/concepts';
import { DCGM } from './catalogue/dcgm';
import { type OriginLabels, SCRAPED_LABELS, type SeriesTable } from './series';

/** How a GPU exporter of one's own is to be found and read. */
export interface DcgmExporterOptions {
  /** Namespace of the exporter's Service. @default - the namespace of Prometheus */
  readonly namespace?: string;
  /** Labels of the exporter's Service. */
  readonly serviceLabels: { readonly [label: string]: string };
  /** Name of the port of that Service that serves the metrics. */
  readonly portName: string;
  /**
   * Whether Prometheus keeps the exporter's own `namespace` and `pod` labels (`honorLabels: true`). When it does not,
   * they name the exporter, and the workload's are `exported_namespace` and `exported_pod`.
   * @default false
   */
  readonly honorLabels?: boolean;
}

/** What the exporter means to the rest of the library. */
export interface DcgmFacts {
  /** What messages call it. */
  readonly title: string;
  /** The tables it serves, the preferred one first. */
  readonly tables: readonly SeriesTable<GpuConcept>[];
  /** The labels that name the workload. */
  readonly labels: OriginLabels;
  /** How a ServiceMonitor finds it. @default - the platform scrapes it */
  readonly scrape?: DcgmExporterOptions;
}

const EXPORTED_LABELS: OriginLabels = { namespace: 'exported_namespace', pod: 'exported_pod' };
const ARMS_LABELS: OriginLabels = { namespace: 'NamespaceName', pod: 'PodName' };

/**
 * The exporter that a cluster has for its GPUs, and the labels under which its series name the workload.
 *
 * @see https://github.com/NVIDIA/dcgm-exporter
 */
export class DcgmExporter {
  /** The stand-alone Helm chart `dcgm-exporter`: port `metrics`. @param namespace @default - Prometheus' namespace */
  static helmChart(namespace?: string): DcgmExporter {
    return new DcgmExporter(
      facts('the dcgm-exporter chart', {
        namespace,
        serviceLabels: { 'app.kubernetes.io/name': 'dcgm-exporter' },
        portName: 'metrics',
      }),
    );
  }

  /** The exporter that NVIDIA's GPU Operator installs: port `gpu-metrics`. @param namespace @default gpu-operator */
  static gpuOperator(namespace = 'gpu-operator'): DcgmExporter {
    return new DcgmExporter(
      facts("the GPU Operator's exporter", {
        namespace,
        serviceLabels: { app: 'nvidia-dcgm-exporter' },
        portName: 'gpu-metrics',
      }),
    );
  }

  /** ACK's exporter, scraped by Managed Service for Prometheus (ARMS), with the labels `NamespaceName` and `PodName`. */
  static arms(): DcgmExporter {
    return new DcgmExporter({ title: ACK_DCGM.title, tables: [ACK_DCGM, DCGM], labels: ARMS_LABELS });
  }

  /** Any other DCGM exporter behind a Service. */
  static custom(options: DcgmExporterOptions): DcgmExporter {
    return new DcgmExporter(facts('the DCGM exporter', takenOptions(options)));
  }

  /** @internal */
  static _facts(exporter: DcgmExporter): DcgmFacts {
    return exporter.facts;
  }

  private constructor(private readonly facts: DcgmFacts) {}
}

function facts(title: string, scrape: DcgmExporterOptions): DcgmFacts {
  return { title, tables: [DCGM], labels: scrape.honorLabels ? SCRAPED_LABELS : EXPORTED_LABELS, scrape };
}
