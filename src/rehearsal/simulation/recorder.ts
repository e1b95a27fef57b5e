import type { Fleet } from '../engine/fleet';
import type { LatencyPercentiles, Measurements, Outcomes, Summary } from '../engine/measurements';
import type { Attainment, Objective, Percentiles, ServiceIntervals, ServiceSteps, Totals } from '../result';
import { Columns, rounded, shortened } from './columns';
import type { ServiceRun } from './service-run';

/** Writes down the state of a service at every step, and sums it up at the end. */
export class Recorder {
  private readonly columns = new Columns<keyof ServiceSteps>({
    arrivalsPerSecond: 'mean',
    running: 'last',
    waiting: 'last',
    kvCacheUsage: 'last',
    gpuUtilization: 'mean',
    specReplicas: 'last',
    replicas: 'last',
    ready: 'last',
    pending: 'last',
    starting: 'last',
    terminating: 'last',
  });
  private arrivals = 0;
  private readonly busy = new Map<number, number>();
  private least = Number.POSITIVE_INFINITY;
  private most = 0;
  private sum = 0;
  private steps = 0;

  constructor(
    private readonly run: ServiceRun,
    private readonly fleet: Fleet,
    private readonly stepMs: number,
    /** Whether there is traffic; else nothing is known of requests. */
    private readonly hasTraffic: boolean,
    /** Whether its requests are of tokens, which a KV cache holds. */
    private readonly hasTokens: boolean,
  ) {}

  /** The fleet has come to the end of the step. */
  step(): void {
    const { run, fleet } = this;
    let running = 0;
    let waiting = fleet.waitingAtGateway;
    let kv = 0;
    let busy = 0;
    let ready = 0;
    let pending = 0;
    let starting = 0;
    let terminating = 0;
    for (const pod of run.pods) {
      if (pod.deletedAt !== undefined) terminating += 1;
      else if (pod.readyAt !== undefined) ready += 1;
      else if (pod.startedAt === undefined) pending += 1;
      else starting += 1;
      if (pod.replica === undefined) continue;
      const state = fleet.look(pod.replica);
      running += state.running;
      waiting += state.waiting;
      const busyMs = state.busyMs - (this.busy.get(pod.replica) ?? 0);
      this.busy.set(pod.replica, state.busyMs);
      if (pod.deletedAt !== undefined) continue;
      kv += state.kvCacheUsage;
      busy += Math.min(1, busyMs / this.stepMs);
    }
    const arrived = fleet.measurements.arrivals;
    const replicas = run.pods.length - terminating;
    this.columns.add({
      arrivalsPerSecond: this.hasTraffic ? ((arrived - this.arrivals) * 1000) / this.stepMs : null,
      running: this.hasTraffic ? running : null,
      waiting: this.hasTraffic ? waiting : null,
      kvCacheUsage: this.hasTraffic && this.hasTokens && ready > 0 ? kv / ready : null,
      gpuUtilization: this.hasTraffic && run.service.gpusPerPod > 0 && ready > 0 ? busy / ready : null,
      specReplicas: run.specReplicas,
      replicas,
      ready,
      pending,
      starting,
      terminating,
    });
    this.arrivals = arrived;
    this.least = Math.min(this.least, replicas);
    this.most = Math.max(this.most, replicas);
    this.sum += replicas;
    this.steps += 1;
  }

  /** The states that were written down, every `factor` steps as one entry. */
  series(factor: number): ServiceSteps {
    return this.columns.compacted(factor);
  }

  /** The fewest, the mean and the most pods at the ends of steps, without those that are being deleted. */
  replicas(): Totals['replicas'] {
    return { min: this.least, mean: shortened(this.sum / this.steps), max: this.most };
  }
}

/** The latencies by interval, as many intervals as there are. */
export function intervalsOf(
  measurements: Measurements,
  count: number,
  objectives: readonly Objective[],
): ServiceIntervals {
  const all = Array.from({ length: count }, (_, index) => measurements.intervals[index]);
  const column = (value: (summary: Summary) => number | null | undefined, empty: number | null = 0) =>
    all.map((summary) => (summary === undefined ? empty : rounded(value(summary))));
  const percentiles = (measure: 'ttft' | 'tpot' | 'e2e') => ({
    p50: column((summary) => seconds(summary[measure].p50), null),
    p90: column((summary) => seconds(summary[measure].p90), null),
    p95: column((summary) => seconds(summary[measure].p95), null),
    p99: column((summary) => seconds(summary[measure].p99), null),
  });
  return {
    requests: column(({ arrived }) => arrived),
    ttft: percentiles('ttft'),
    tpot: percentiles('tpot'),
    e2e: percentiles('e2e'),
    attainment: objectives.map((_, index) => column((summary) => shareOf(summary, index), null)),
    rejected: column(({ rejected }) => rejected),
    abandoned: column(({ abandoned }) => abandoned),
    timedOut: column(({ timedOut, cut }) => timedOut + cut),
  };
}

/** What a service comes to, without what pods and nodes cost. */
export function outcomeOf(
  measurements: Measurements,
  objectives: readonly Objective[],
): Omit<Totals, 'podGpuSeconds' | 'nodeGpuSeconds' | 'cost' | 'replicas' | 'rescales'> {
  const total = measurements.total();
  return {
    requests: total.arrived,
    completed: total.answered,
    rejected: total.rejected,
    abandoned: total.abandoned,
    timedOut: total.timedOut + total.cut,
    unfinished: total.unfinished,
    promptTokens: total.promptTokens,
    generatedTokens: total.generatedTokens,
    ttft: percentilesOf(total.ttft),
    tpot: percentilesOf(total.tpot),
    e2e: percentilesOf(total.e2e),
    attainment: objectives.map((objective, index) => attainmentOf(objective, shareOf(total, index))),
  };
}

export function attainmentOf(objective: Objective, share: number | null): Attainment {
  return { objective, share: rounded(share), isMet: share !== null && share >= objective.quantile };
}

/** The share of the requests that ended within a bound. Answers of one token have no time per token, and keep any. */
function shareOf(summary: Outcomes & Pick<Summary, 'within'>, index: number): number | null {
  const ended = summary.answered + summary.rejected + summary.abandoned + summary.timedOut + summary.cut;
  return ended === 0 ? null : summary.within[index] / ended;
}

function percentilesOf({ p50, p90, p95, p99 }: LatencyPercentiles): Percentiles<number | null> {
  return {
    p50: rounded(seconds(p50)),
    p90: rounded(seconds(p90)),
    p95: rounded(seconds(p95)),
    p99: rounded(seconds(p99)),
  };
}

function seconds(ms: number | undefined): number | null {
  return ms === undefined ? null : ms / 1000;
}
