import { type ApiObject, type ApiObjectMetadata, Yaml } from 'cdk8s';
import { Construct } from 'constructs';
import { AdapterKind, ClusterComponent, ClusterProfile } from '../cluster/cluster-profile';
import type { ClusterFacts } from '../cluster/facts';
import { announce, exposuresOf } from '../cluster/inventory';
import { emit, validateEmitted } from '../kubernetes/emit';
import { METADATA, typed } from '../kubernetes/kinds';
import { type Mistake, problem } from '../kubernetes/mistake';
import { checkName } from '../kubernetes/names';
import type { AdapterRule } from '../metrics/exposure';
import { checkSingle } from './single';

/** The form in which the adapter gets its rules. */
export enum AdapterOutput {
  /** The adapter's own configuration, under `config.yaml`; prometheus-adapter only. */
  CONFIG_MAP = 'ConfigMap',
  /** Values of the adapter's Helm chart, under `values.yaml`. */
  HELM_VALUES = 'HelmValues',
}

/** What a MetricsAdapter is made of. */
export interface MetricsAdapterProps {
  /** Name, namespace, labels and annotations of the ConfigMap. @default - the adapter's name, in Prometheus' namespace */
  readonly metadata?: ApiObjectMetadata;
  /**
   * The form of the rules. A ConfigMap is taken over with the chart's value `rules.existing`.
   * @default - AdapterOutput.CONFIG_MAP, on ACK AdapterOutput.HELM_VALUES
   */
  readonly output?: AdapterOutput;
}

const CONFIG_MAP = { apiVersion: 'v1', kind: 'ConfigMap' };

/** How often the adapter looks which series there are. Its own 10 minutes would be the delay of every new metric. */
const RELIST_INTERVAL = '1m';

/**
 * The configuration of the custom metrics API of a cluster, once: every rule that the cluster's HPAs need. The adapter
 * itself is installed by its Helm chart.
 *
 * Errors: a second one in a cluster, or two metrics under one name, fails the synth.
 *
 * @see https://github.com/kubernetes-sigs/prometheus-adapter
 */
export class MetricsAdapter extends Construct {
  /** The ConfigMap. */
  readonly configMap: ApiObject;

  private readonly cluster: ClusterFacts;

  constructor(scope: Construct, id: string, props: MetricsAdapterProps = {}) {
    super(scope, id);
    const { props: usable, mistakes } = typed(props, { metadata: METADATA }, {});
    props = usable;
    this.cluster = ClusterProfile._settle(this);
    const isAlibaba = this.cluster.metricsAdapter === AdapterKind.ALIBABA_CLOUD;
    const output = props.output ?? (isAlibaba ? AdapterOutput.HELM_VALUES : AdapterOutput.CONFIG_MAP);
    const metadata = {
      ...props.metadata,
      name:
        props.metadata?.name ??
        `${isAlibaba ? 'ack-alibaba-cloud-metrics' : 'prometheus'}-adapter-${output === AdapterOutput.CONFIG_MAP ? 'config' : 'values'}`,
      namespace: props.metadata?.namespace ?? this.cluster.monitoringNamespace,
    };
    const emitted = emit(this, 'Resource', CONFIG_MAP, metadata, ['data'], () => ({
      data:
        output === AdapterOutput.CONFIG_MAP ? { 'config.yaml': this.config() } : { 'values.yaml': this.helmValues() },
    }));
    this.configMap = emitted.object;
    announce({ role: 'single', construct: this, kind: ClusterComponent.METRICS_ADAPTER });
    validateEmitted(
      this,
      [emitted],
      () => [
        ...checkName('metadata.name', metadata.name, 253),
        ...checkSingle(this, ClusterComponent.METRICS_ADAPTER, this.cluster),
        ...this.checkOutput(output),
        ...this.checkDistinctNames(),
      ],
      mistakes,
    );
  }

  /** The rules as the adapter's own configuration file, YAML. Complete once every scaler of the cluster is declared. */
  config(): string {
    return Yaml.stringify({ rules: this.rules() });
  }

  /** The rules as values of the adapter's Helm chart, YAML. Complete once every scaler of the cluster is declared. */
  helmValues(): string {
    return Yaml.stringify(
      this.cluster.metricsAdapter === AdapterKind.ALIBABA_CLOUD ? this.alibabaValues() : this.chartValues(),
    );
  }

  private rules(): readonly AdapterRule[] {
    return exposuresOf(this).map(({ adapterRule }) => adapterRule);
  }

  private chartValues() {
    // An address that is none is reported by the profile.
    const address = this.cluster.prometheusUrl ?? '';
    const url = URL.canParse(address) ? new URL(address) : undefined;
    return {
      ...(url && {
        prometheus: {
          url: `${url.protocol}//${url.hostname}`,
          port: Number(url.port || (url.protocol === 'https:' ? 443 : 80)),
          path: url.pathname === '/' ? '' : url.pathname,
        },
      }),
      metricsRelistInterval: RELIST_INTERVAL,
      rules: { default: false, custom: this.rules() },
    };
  }

  private alibabaValues() {
    return {
      AlibabaCloudMetricsAdapter: {
        prometheus: {
          enabled: true,
          ...(this.cluster.prometheusUrl !== undefined && { url: this.cluster.prometheusUrl }),
          metricsRelistInterval: RELIST_INTERVAL,
          adapter: { rules: { default: false, custom: this.rules() } },
        },
      },
    };
  }

  private checkOutput(output: AdapterOutput): Mistake[] {
    const found: Mistake[] = [];
    const isAlibaba = this.cluster.metricsAdapter === AdapterKind.ALIBABA_CLOUD;
    if (output === AdapterOutput.CONFIG_MAP && isAlibaba)
      found.push(
        problem(
          'cluster/single',
          'the Alibaba Cloud adapter is configured by the values of its chart',
          'use AdapterOutput.HELM_VALUES',
        ),
      );
    if (output === AdapterOutput.HELM_VALUES && this.cluster.prometheusUrl === undefined)
      found.push(
        problem(
          'metric/no-prometheus',
          "the chart's values need the address of Prometheus",
          'give prometheusUrl in the cluster profile',
        ),
      );
    return found;
  }

  private checkDistinctNames(): Mistake[] {
    const seen = new Map<string, AdapterRule>();
    return exposuresOf(this).flatMap(({ name, adapterRule }) => {
      const first = seen.get(name);
      seen.set(name, adapterRule);
      return first
        ? [
            problem(
              'cluster/adapter-names',
              `two series become the metric '${name}' (${first.seriesQuery} and ${adapterRule.seriesQuery}), and one of them would be lost`,
              'rename one of the series',
            ),
          ]
        : [];
    });
  }
}
