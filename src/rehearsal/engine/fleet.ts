import { Random } from '../random';
import { Arrivals } from './arrivals';
import { type Balancer, balancerFor } from './balancing';
import { EventHeap } from './event-heap';
import type { FleetOptions, ReplicaState } from './fleet-options';
import type { BucketHistogram } from './histogram';
import { type Failure, Measurements } from './measurements';
import { Replica, type ReplicaOwner } from './replica';
import { type MeasuredConcept, ReplicaHistograms } from './replica-histograms';
import { NONE, Requests } from './requests';
import type { ServiceModel } from './service-model';
import { WaitingLine } from './waiting-line';

const NEVER = Number.POSITIVE_INFINITY;
/** Requests that are handed out before the replicas work on them, where it is of no matter which of them is first. */
const HANDED_OUT = 4096;
const HANDED_OUT_EACH = 16;

/** A replica begins to serve, or its time to finish what it has is over. */
interface Turn {
  readonly atMs: number;
  readonly replica: Replica;
  readonly kind: 'serve' | 'kill';
}

/**
 * All replicas of one service, and the requests on their way to them. Time passes in `advance` only; what is done
 * between two calls happens at the time that the last one came to.
 */
export class Fleet implements ReplicaOwner {
  /** What became of the requests up to the time that `advance` came to. */
  readonly measurements: Measurements;
  private nowMs = 0;
  private readonly requests = new Requests();
  private readonly arrivals: Arrivals;
  private readonly balancer: Balancer;
  /** Requests that wait because there is no replica. */
  private readonly gateway: WaitingLine;
  private readonly replicas: Replica[] = [];
  /** Those that work: they serve, or finish what they have. */
  private working: Replica[] = [];
  private readonly serving = new Set<Replica>();
  private turns: Turn[] = [];
  /** Whether it matters which of two replicas ends a request first. */
  private readonly isOrdered: boolean;
  private readonly events = new EventHeap();
  private readonly hasDeadlines: boolean;
  private readonly hasRetries: boolean;

  constructor(private readonly options: FleetOptions) {
    this.measurements = new Measurements(options.intervalMs ?? 60_000, options.bounds ?? []);
    this.hasDeadlines = options.timeoutMs !== undefined || options.patienceMs !== undefined;
    this.hasRetries = (options.retries ?? 0) > 0;
    this.arrivals = new Arrivals(options.workload, this.requests, this.hasRetries);
    this.balancer = balancerFor(options.balancing ?? { kind: 'random' }, new Random(options.seed, 1));
    this.gateway = new WaitingLine(this.requests);
    this.isOrdered = this.balancer.looksAtLoad || this.arrivals.dependOnAnswers;
  }

  /** Requests that wait because there is no replica. */
  get waitingAtGateway(): number {
    return this.gateway.count;
  }

  /** Whether nothing comes any more but what an answer brings. */
  get isExhausted(): boolean {
    return this.arrivals.nextMs === NEVER;
  }

  /** Whether nothing comes any more and everything that came has ended. */
  get isOver(): boolean {
    return (
      this.arrivals.nextMs === NEVER &&
      this.gateway.count === 0 &&
      this.working.every(({ running, waiting }) => running + waiting === 0)
    );
  }

  /** A replica that serves from the given time on, by default from now. Gives its number; they count up from 0. */
  addReplica(model: ServiceModel, servesFromMs = this.nowMs): number {
    const histograms = new ReplicaHistograms(this.options.histograms ?? []);
    const replica = new Replica(this.replicas.length, model, this.requests, this, histograms);
    this.replicas.push(replica);
    if (servesFromMs <= this.nowMs) this.serve(replica);
    else this.schedule({ atMs: servesFromMs, replica, kind: 'serve' });
    return replica.id;
  }

  /** The replica gets no new requests, finishes what it has, and is killed when that takes longer than `graceMs`. */
  drain(id: number, graceMs = NEVER): void {
    const replica = this.replicas[id];
    this.turns = this.turns.filter((turn) => turn.replica !== replica);
    this.stopServing(replica);
    if (graceMs !== NEVER) this.schedule({ atMs: this.nowMs + graceMs, replica, kind: 'kill' });
  }

  /** The replica is gone, and what it had is lost. */
  kill(id: number): void {
    const replica = this.replicas[id];
    this.turns = this.turns.filter((turn) => turn.replica !== replica);
    this.stopServing(replica);
    this.working = this.working.filter((each) => each !== replica);
    this.events.set(id, NEVER);
    replica.kill((row) => this.fail(row, 'cut', this.nowMs));
  }

  /** Whether a replica has nothing to do. */
  isIdle(id: number): boolean {
    const { running, waiting } = this.replicas[id];
    return running + waiting === 0;
  }

  /** What a replica shows of itself now. */
  look(id: number): ReplicaState {
    const replica = this.replicas[id];
    replica.settleTo(this.nowMs);
    const { running, waiting, heldTokens, promptTokens, generatedTokens, answered, preemptions, model } = replica;
    return {
      running,
      waiting,
      kvCacheUsage: Math.min(1, heldTokens / model.kvTokens),
      busyMs: replica.busyUntil(this.nowMs),
      promptTokens,
      generatedTokens,
      answered,
      preemptions,
    };
  }

  /** One of the histograms of a replica that `options.histograms` asked for. */
  histogram(id: number, concept: MeasuredConcept): BucketHistogram | undefined {
    return this.replicas[id].histograms.of(concept);
  }

  /** Lets time pass: everything that happens by then happens. */
  advance(untilMs: number): void {
    while (this.turns.length > 0 && this.turns[0].atMs <= untilMs) {
      const [{ atMs, replica, kind }, ...later] = this.turns;
      this.turns = later;
      this.passUntil(atMs);
      if (kind === 'serve') this.serve(replica);
      else this.kill(replica.id);
    }
    this.passUntil(untilMs);
    this.measurements.advance(untilMs);
  }

  /** A replica has given an answer: it is measured, and its user may ask again. */
  answered(row: number, replica: Replica): void {
    this.measurements.answered(this.requests, row);
    this.balancer.left(replica.id);
    this.leave(row, this.requests.answeredMs[row]);
  }

  /** A client has given up, or the time-out came: the request is sent again, or counts as failed. */
  givenUp(row: number, atMs: number, replica: Replica): void {
    this.balancer.left(replica.id);
    this.fail(row, this.whyGivenUp(row), atMs);
  }

  private whyGivenUp(row: number): Failure {
    return this.requests.givenUpMs(row) < this.requests.deadlineMs[row] ? 'abandoned' : 'timedOut';
  }

  private schedule(turn: Turn): void {
    this.turns = [...this.turns, turn].sort((a, b) => a.atMs - b.atMs);
  }

  private serve(replica: Replica): void {
    this.working.push(replica);
    this.serving.add(replica);
    this.balancer.add(replica.id, 0);
    for (let row = this.gateway.shift(); row !== NONE; row = this.gateway.shift()) {
      if (this.requests.givenUpMs(row) <= this.nowMs) this.fail(row, this.whyGivenUp(row), this.nowMs);
      else {
        this.requests.enteredMs[row] = this.nowMs;
        this.dispatch(row);
      }
    }
  }

  private stopServing(replica: Replica): void {
    if (this.serving.delete(replica)) this.balancer.remove(replica.id);
  }

  private passUntil(untilMs: number): void {
    if (this.isOrdered) this.passInOrder(untilMs);
    else this.passApart(untilMs);
    while (this.gateway.count > 0 && this.requests.givenUpMs(this.gateway.head) <= untilMs) {
      const row = this.gateway.shift();
      this.fail(row, this.whyGivenUp(row), this.requests.givenUpMs(row));
    }
    this.nowMs = untilMs;
  }

  /** Arrivals and the events of all replicas, one after the other. */
  private passInOrder(untilMs: number): void {
    const { events, arrivals } = this;
    for (;;) {
      const eventMs = events.nextTime;
      const arrivalMs = arrivals.nextMs;
      if (eventMs <= arrivalMs) {
        if (eventMs > untilMs) return;
        const replica = this.replicas[events.next];
        replica.run(eventMs);
        events.set(replica.id, replica.eventMs);
      } else {
        if (arrivalMs > untilMs) return;
        this.arrive(arrivals.take());
      }
    }
  }

  /** Each replica by itself: what happens at one has nothing to do with the others. */
  private passApart(untilMs: number): void {
    const { arrivals } = this;
    const most = Math.max(HANDED_OUT, HANDED_OUT_EACH * this.working.length);
    for (;;) {
      let count = 0;
      while (arrivals.nextMs <= untilMs && count++ < most) this.arrive(arrivals.take());
      const isLast = arrivals.nextMs > untilMs;
      const reached = isLast ? untilMs : Math.min(untilMs, arrivals.nextMs);
      for (const replica of this.working) replica.run(reached);
      if (isLast) return;
    }
  }

  private arrive(row: number): void {
    const { requests, options } = this;
    const atMs = requests.enteredMs[row];
    if (!this.hasRetries || requests.retries[row] === 0) this.measurements.arrived(requests.sentMs[row]);
    if (this.hasDeadlines) {
      requests.deadlineMs[row] = atMs + (options.timeoutMs ?? NEVER);
      requests.patientUntilMs[row] = Math.min(atMs + (options.patienceMs ?? NEVER), requests.deadlineMs[row]);
    }
    if (this.serving.size > 0) this.dispatch(row);
    else if (this.gateway.count < (options.gatewayQueue ?? NEVER)) this.gateway.push(row);
    else this.fail(row, 'rejected', atMs);
  }

  private dispatch(row: number): void {
    const { requests } = this;
    const replica = this.replicas[this.balancer.pick(requests.user[row])];
    const room = replica.model.maxModelTokens - requests.promptTokens[row];
    if (room < 1) {
      // No replica will ever take it: it is not sent again.
      this.endFailed(row, 'rejected', requests.enteredMs[row]);
      return;
    }
    if (requests.outputTokens[row] > room) requests.outputTokens[row] = room;
    this.balancer.took(replica.id);
    replica.take(row);
    if (this.isOrdered) this.events.set(replica.id, replica.eventMs);
  }

  private fail(row: number, how: Failure, atMs: number): void {
    const { retries = 0, retryAfterMs = 1000 } = this.options;
    if (this.requests.retries[row] < retries) this.arrivals.sendAgain(row, atMs + retryAfterMs);
    else this.endFailed(row, how, atMs);
  }

  private endFailed(row: number, how: Failure, atMs: number): void {
    this.measurements.failed(this.requests.sentMs[row], how);
    this.leave(row, atMs + (this.options.retryAfterMs ?? 1000));
  }

  /** The request is no more, and its user may ask again at the given time. */
  private leave(row: number, atMs: number): void {
    const { requests } = this;
    if (this.hasRetries) requests.retries[row] = 0;
    const user = requests.user[row];
    if (user !== NONE) this.arrivals.freeUser(user, atMs);
    requests.release(row);
  }
}
