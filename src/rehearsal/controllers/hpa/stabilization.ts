/** A recommendation of the metrics, before anything limited it. */
interface Recommendation {
  replicas: number;
  at: number;
}

/** How long recommendations count, in milliseconds: lower ones while scaling out, higher ones while scaling in. */
export interface StabilizationWindows {
  /** Scaling out stops at the lowest recommendation that is younger than this. */
  readonly up: number;
  /** Scaling in stops at the highest recommendation that is younger than this. */
  readonly down: number;
}

/** The recent recommendations of one HorizontalPodAutoscaler. What is too old to count gives its place to the next. */
export class Recommendations {
  private readonly list: Recommendation[] = [];

  /** All that is remembered, in no order of time; times are milliseconds. */
  get entries(): readonly (readonly [replicas: number, at: number])[] {
    return this.list.map(({ replicas, at }) => [replicas, at]);
  }

  /** What the target has when it is first seen counts as the first recommendation. */
  begin(replicas: number, now: number): void {
    if (this.list.length === 0) this.list.push({ replicas, at: now });
  }

  /** Without a behavior: the highest of the last while. One that is exactly as old as the window still counts. */
  highest(desired: number, window: number, now: number): number {
    const cutoff = now - window;
    let highest = desired;
    let expired = -1;
    for (let index = 0; index < this.list.length; index += 1) {
      const { replicas, at } = this.list[index];
      if (at < cutoff) expired = index;
      else if (replicas > highest) highest = replicas;
    }
    this.keep(desired, now, expired);
    return highest;
  }

  /** With a behavior: no higher than the lowest, no lower than the highest; younger than the windows only. */
  stabilized(current: number, desired: number, windows: StabilizationWindows, now: number): number {
    const upCutoff = now - windows.up;
    const downCutoff = now - windows.down;
    let up = desired;
    let down = desired;
    let expired = -1;
    for (let index = 0; index < this.list.length; index += 1) {
      const { replicas, at } = this.list[index];
      if (at > upCutoff && replicas < up) up = replicas;
      if (at > downCutoff && replicas > down) down = replicas;
      if (at < upCutoff && at < downCutoff) expired = index;
    }
    this.keep(desired, now, expired);
    return Math.min(Math.max(current, up), down);
  }

  private keep(replicas: number, at: number, expired: number): void {
    if (expired < 0) {
      this.list.push({ replicas, at });
      return;
    }
    this.list[expired].replicas = replicas;
    this.list[expired].at = at;
  }
}
