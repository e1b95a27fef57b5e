import type { Assertion } from '../../rehearsal/options/assertions';
import type { Price } from '../../rehearsal/options/prices';
import type { RehearsalProfile } from '../../rehearsal/options/profile';
import type { Objective } from '../../rehearsal/result';
import type { Axis } from '../../rehearsal/sweep/grammar';

/** The options as they are written. */
export interface RehearseFlags {
  /** File of recorded ticks, one scenario a line; `-` for standard input. @default - manifests are rehearsed */
  readonly scenarios?: string;
  /** File of recorded requests; excludes `traffic` and `metrics`. @default - none is read */
  readonly trace?: string;
  /** Generated traffic, such as `constant:rate=4,duration=1h`. @default - none is made */
  readonly traffic?: string;
  /** File of what somebody measured, in place of traffic. @default - nothing was measured */
  readonly metrics?: string;
  /** What the fields of a trace are called: `time=ts:ms,prompt=in,output=out`. @default - as in a known format */
  readonly columns?: string;
  /** What a line of the trace does that cannot be read: it is passed over, or ends all. @default 'skip' */
  readonly brokenLines?: 'skip' | 'stop';
  /** So many times the requests, above zero. @default - as many as there are */
  readonly scaleRate?: string;
  /** So many times the time for the same requests, above zero. @default - as long as they take */
  readonly scaleTime?: string;
  /** What the pods run on: `CPU` or a GPU of the table. @default - what the profile or the manifests say */
  readonly gpu?: string;
  /** File of a benchmark that the times of the engine are fitted to. @default - they are not fitted */
  readonly calibrate?: string;
  /** Whose HPA controller decides, 1.27 to 1.36. @default - what the profile of `check` says, or 1.35 */
  readonly kubernetes?: string;
  /** Which KEDA decides, 2.14 to 2.20. @default - what the profile of `check` says, or 2.20 */
  readonly keda?: string;
  /** The only service to rehearse: `name` or `namespace/name`. @default - all that have a scaler */
  readonly service?: string;
  /** File of what manifests do not say, read by `parseProfile`. @default - no file is read */
  readonly profile?: string;
  /** Lists of bounds on latencies: `ttft-p95=2s,tpot-p95=80ms`. @default - none */
  readonly slo?: readonly string[];
  /** Lists of what a GPU costs: `GPU=2.5/h`, or by pool. @default - nothing is said of cost */
  readonly price?: readonly string[];
  /** How long to rehearse, such as `12h`. @default - to the end of the metrics, or until replicas have come down */
  readonly until?: string;
  /** Wall-clock time at the beginning, a day or ISO 8601 with a zone. @default 2024-01-01T00:00:00Z */
  readonly start?: string;
  /** What random numbers are made from: a whole number. @default 1 */
  readonly seed?: string;
  /** Replicas at the beginning, 0 to 10000. @default - what metrics or manifests say, or the minimum */
  readonly replicas?: string;
  /** Form of the report. @default - by the extension of `out`, else `terminal` */
  readonly format?: Format;
  /** File that the report is written to. @default - standard output */
  readonly out?: string;
  /** Lists of what has to hold, else the exit code is 1: `slo>=99%, gpu-hours<=40`. @default - nothing has to */
  readonly assert?: readonly string[];
  /** Paths of manifests to compare with. @default - nothing is compared */
  readonly before?: readonly string[];
  /** Values of which every combination is rehearsed: `target=2..16`. @default - the policy as it is */
  readonly sweep?: string;
  /** Whether mistakes of the policies are looked for, with traffic of their own. @default false */
  readonly findings?: boolean;
  /** Threads of a sweep, 1 to 256. @default - one for each core, or fewer for few policies */
  readonly workers?: string;
}

export const FORMATS = ['terminal', 'json', 'html', 'markdown', 'svg'] as const;
export type Format = (typeof FORMATS)[number];

/** The options as they are meant. */
export interface Asked {
  /** Bounds on latencies; empty without `--slo`. */
  readonly objectives: readonly Objective[];
  /** What GPUs cost; empty without `--price`. */
  readonly prices: readonly Price[];
  /** How long to rehearse; nothing where the traffic, or what was measured, decides. */
  readonly untilSeconds: number | undefined;
  /** Wall-clock time at second 0, as ISO 8601 in UTC; nothing for that of the library. */
  readonly startsAt: string | undefined;
  /** What random numbers are made from. */
  readonly seed: number;
  /** Replicas at the beginning; nothing leaves them to the manifests. */
  readonly replicas: number | undefined;
  /** So many times the requests, and the time; nothing where they stay as they are. */
  readonly scale: { readonly rate: number | undefined; readonly time: number | undefined };
  /** What `--profile` says, and over it `--gpu`, `--kubernetes` and `--keda`. */
  readonly profile: RehearsalProfile;
  /** What has to hold of the result; in a sweep, of one policy at least. */
  readonly assertions: readonly Assertion[];
  /** The parameters that a sweep changes; nothing without `--sweep`. */
  readonly axes: readonly Axis[] | undefined;
  /** Threads of the sweep; nothing lets cores and policies decide. */
  readonly workers: number | undefined;
  /** Form of the report, from `--format` or the name of the file. */
  readonly format: Format;
}
