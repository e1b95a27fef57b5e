import { MetricError, type PodSample } from '../controllers/hpa/world';
import type { Fleet } from '../engine/fleet';
import type { ReplicaState } from '../engine/fleet-options';
import type { Pod } from './pod';

/** How often metrics-server looks at the pods, by its own manifest. */
export const RESOLUTION_MS = 15_000;
/** A container that has run for less has no sample before the second look. */
const FRESH_MS = 10_000;

/** CPU time up to a moment. */
interface Point {
  readonly at: number;
  readonly cpuMs: number;
}

/**
 * The CPU of a service's pods as metrics-server tells it: the mean from one look to the next. A container that began
 * between two looks is told of from its beginning on, if that was long enough ago.
 *
 * @see https://github.com/kubernetes-sigs/metrics-server/blob/v0.8.0/pkg/storage/pod.go
 */
export class CpuMeter {
  private points = new Map<string, Point>();
  private samples = new Map<string, PodSample>();

  constructor(
    private readonly fleet: Fleet,
    /** Milliseconds of one core that a replica has used. */
    private readonly cpuMsOf: (state: ReplicaState) => number,
  ) {}

  /** Looks at the pods whose containers run. */
  look(pods: readonly Pod[], now: number): void {
    if (now > 0) this.fleet.advance(now);
    const points = new Map<string, Point>();
    const samples = new Map<string, PodSample>();
    for (const { id, runningAt, replica } of pods) {
      if (runningAt === undefined) continue;
      const cpuMs = replica === undefined ? 0 : this.cpuMsOf(this.fleet.look(replica));
      points.set(id, { at: now, cpuMs });
      const age = now - runningAt;
      const isFresh = age < RESOLUTION_MS && age >= FRESH_MS;
      const before = isFresh ? { at: runningAt, cpuMs: 0 } : this.points.get(id);
      if (before !== undefined)
        samples.set(id, { value: milliCores(before, { at: now, cpuMs }), at: now, window: now - before.at });
    }
    this.points = points;
    this.samples = samples;
  }

  /** What the HPA is told of pods. */
  ofPods(pods: readonly Pod[]): readonly (PodSample | undefined)[] | MetricError {
    if (this.samples.size === 0) return new MetricError('no metrics returned from resource metrics API');
    return pods.map(({ id }) => this.samples.get(id));
  }
}

/** Whole nanocores, cut off, as whole thousandths, rounded up: as metrics-server and the HPA do it. */
function milliCores(from: Point, to: Point): number {
  const nanoCores = Math.floor(((to.cpuMs - from.cpuMs) / (to.at - from.at)) * 1e9);
  return Math.ceil(Math.max(0, nanoCores) / 1e6);
}
