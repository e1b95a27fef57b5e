import { Unreadable } from '../reader';
import { recordedNames } from '../recorded/recorded';
import type { Decision, Parameter, RehearsalResult, ServiceResult, Totals } from '../result';
import type { Stack } from '../stack/read-stack';
import { rounded, shortened } from './columns';
import { EventQueue } from './event-queue';
import { phases } from './phases';
import { PoolRun } from './pool-run';
import { Prometheus } from './prometheus';
import { attainmentOf } from './recorder';
import { planService, type ServicePlan } from './service-plan';
import { ServiceSimulation } from './service-simulation';
import type { SimulationSettings } from './settings';
import { SignalPlan } from './signal-plan';

/** Signals have been travelling for so long when the rehearsal begins: an adapter knows its metrics. */
const WARM_UP_MS = 5 * 60_000;
/** The longest that is waited for replicas to come down again after the traffic is over. */
const LONGEST_TAIL_MS = 30 * 60_000;
/** More steps than this are put together. */
const MOST_STEPS = 5_760;
const FACTORS = [1, 4, 20, 60, 240];

/** Rehearses a stack: discrete events from the first request to the last, or what of it cannot be rehearsed. */
export function simulate(stack: Stack, settings: SimulationSettings): RehearsalResult | Unreadable {
  const { recorded } = settings;
  const plan = new SignalPlan(stack, recorded?.kind === 'series' ? new Set(recordedNames(recorded)) : undefined);
  const assumptions = new Set<string>();
  const plans: ServicePlan[] = [];
  const reasons: string[] = [];
  for (const service of stack.services) {
    const knowsCpu = settings.behaviorOf(service).cpuMsOf !== undefined;
    const planned = planService(service, stack, plan, recorded, knowsCpu, (sentence) => assumptions.add(sentence));
    if (planned instanceof Unreadable) reasons.push(...planned.reasons);
    else plans.push(planned);
  }
  if (reasons.length > 0) return new Unreadable(reasons);
  const simulation = new Simulation(stack, plan, plans, settings, assumptions);
  const result = simulation.result();
  return simulation.failures.length > 0 ? new Unreadable(simulation.failures) : result;
}

/** A rehearsal from its beginning to its end. */
class Simulation {
  private readonly queue = new EventQueue();
  private readonly decisions: Decision[] = [];
  private readonly services: readonly ServiceSimulation[];
  private readonly pools: PoolRun | undefined;
  private readonly parameters: Parameter[] = [];
  private steps = 0;

  constructor(
    stack: Stack,
    plan: SignalPlan,
    plans: readonly ServicePlan[],
    private readonly settings: SimulationSettings,
    private readonly assumptions: Set<string>,
  ) {
    const begin = -WARM_UP_MS;
    const phaseOf = phases(settings.seed);
    const { queue } = this;
    const record = (decision: Decision) => {
      if (decision.at >= 0) this.decisions.push(decision);
    };
    const prometheus = new Prometheus(plan, queue, begin, phaseOf, settings);
    this.pools =
      settings.pools &&
      new PoolRun(settings.pools, queue, begin, record, (binding, now) => {
        for (const { run } of this.services) run.bound(binding, now);
      });
    const services: ServiceSimulation[] = [];
    this.services = services;
    plans.forEach((servicePlan, index) => {
      const behavior = settings.behaviorOf(servicePlan.service);
      this.parameters.push(...behavior.parameters);
      for (const assumption of behavior.assumptions) assumptions.add(assumption);
      const { pools } = this;
      const context = { stack, plan, settings, queue, prometheus, pools, phaseOf, record, begin, index };
      services.push(new ServiceSimulation(servicePlan, behavior, context));
    });
    this.pools?.look(begin);
    if (this.pools === undefined && stack.services.some(({ gpusPerPod }) => gpusPerPod > 0))
      assumptions.add(
        'nodes are not rehearsed: every pod finds one at once, with its image on it; give pools of nodes',
      );
    if (!stack.hasMonitors && settings.recorded === undefined && plan.readsPods)
      assumptions.add('no monitor is among the manifests: pods are taken to be scraped every 30 s');
  }

  /** Why traffic ended before its end. */
  get failures(): readonly string[] {
    return this.services.flatMap(({ failure }) => failure ?? []);
  }

  result(): RehearsalResult {
    const end = this.play();
    const { settings } = this;
    const factor = FACTORS.find((each) => this.steps / each <= MOST_STEPS) ?? (FACTORS.at(-1) as number);
    const intervals = Math.ceil(end / settings.intervalMs);
    const services = this.services.map((service) => service.result(end, factor, intervals));
    const pools = this.pools?.results(end, factor, settings.priceOf) ?? [];
    return {
      format: 'cdk8s-llm-inference/rehearsal/v1',
      startsAt: new Date(settings.epochMs).toISOString(),
      seconds: end / 1000,
      stepSeconds: (settings.stepMs / 1000) * factor,
      intervalSeconds: settings.intervalMs / 1000,
      services,
      pools,
      totals: this.totals(services, pools),
      decisions: this.decisions,
      inputs: {
        seed: settings.seed,
        traffic: this.traffic(services),
        objectives: settings.objectives,
        parameters: this.parameters,
        assumptions: [...this.assumptions],
        versions: settings.versions,
      },
    };
  }

  /** Lets everything happen, a step at a time; the milliseconds that it took. */
  private play(): number {
    const { queue, settings } = this;
    const { stepMs, untilMs } = settings;
    let trafficEnd: number | undefined;
    for (let now = stepMs; ; now += stepMs) {
      while (queue.nextTime <= now) queue.step();
      this.pools?.step();
      for (const service of this.services) service.step(now);
      this.steps += 1;
      if (untilMs !== undefined) {
        if (now >= untilMs) return now;
        continue;
      }
      if (this.services.every(({ isOver }) => isOver)) return now;
      // Requests that nobody will ever answer, as where a target sleeps, must not be waited for.
      trafficEnd = this.services.every(({ fleet }) => fleet.isExhausted) ? (trafficEnd ?? now) : undefined;
      if (trafficEnd !== undefined && now - trafficEnd >= LONGEST_TAIL_MS) return now;
    }
  }

  private traffic(services: readonly ServiceResult[]) {
    const titles = this.services.map(({ trafficTitle }) => trafficTitle);
    return {
      title: this.settings.recorded?.title ?? [...new Set(titles)].join(' and '),
      requests: services.reduce((sum, { totals }) => sum + totals.requests, 0),
      skipped: this.services.reduce((sum, { skipped }) => sum + skipped, 0),
    };
  }

  private totals(services: readonly ServiceResult[], pools: RehearsalResult['pools']): Totals {
    const all = services.map(({ totals }) => totals);
    const add = (value: (totals: Totals) => number) => all.reduce((sum, totals) => sum + value(totals), 0);
    const nodeGpuSeconds =
      pools.length > 0 ? pools.reduce((sum, { gpuSeconds }) => sum + gpuSeconds, 0) : add((t) => t.nodeGpuSeconds);
    const costs = pools.length > 0 ? pools.map(({ cost }) => cost) : all.map(({ cost }) => cost);
    const known = costs.filter((cost) => cost !== null);
    const requests = add((totals) => totals.requests);
    const only = all.length === 1 ? all[0] : undefined;
    const none = { p50: null, p90: null, p95: null, p99: null };
    return {
      requests,
      completed: add((totals) => totals.completed),
      rejected: add((totals) => totals.rejected),
      abandoned: add((totals) => totals.abandoned),
      timedOut: add((totals) => totals.timedOut),
      unfinished: add((totals) => totals.unfinished),
      promptTokens: add((totals) => totals.promptTokens),
      generatedTokens: add((totals) => totals.generatedTokens),
      ttft: only?.ttft ?? none,
      tpot: only?.tpot ?? none,
      e2e: only?.e2e ?? none,
      attainment: this.settings.objectives.map((objective, index) => {
        // A share is one of the requests that ended.
        const shares = all.flatMap(({ attainment, requests, unfinished }) => {
          const { share } = attainment[index];
          return share === null ? [] : [{ share, count: requests - unfinished }];
        });
        const weight = shares.reduce((sum, { count }) => sum + count, 0);
        const within = shares.reduce((sum, { share, count }) => sum + share * count, 0);
        return attainmentOf(objective, weight === 0 ? null : within / weight);
      }),
      podGpuSeconds: shortened(add((totals) => totals.podGpuSeconds)),
      nodeGpuSeconds: shortened(nodeGpuSeconds),
      cost: known.length === 0 ? null : rounded(known.reduce((sum, cost) => sum + cost, 0)),
      replicas: {
        min: add((totals) => totals.replicas.min),
        mean: shortened(add((totals) => totals.replicas.mean)),
        max: add((totals) => totals.replicas.max),
      },
      rescales: add((totals) => totals.rescales),
    };
  }
}
