import type { RequestBatch, Users, Workload } from '../trace/traffic';
import { EventHeap } from './event-heap';
import { NONE, type Requests } from './requests';

// Looked up once: inside Jest every use of a global takes longer than what it computes.
const { min } = Math;

const NEVER = Number.POSITIVE_INFINITY;

/** What comes next to a service: requests of the traffic, of users who have their answer, and those sent again. */
export class Arrivals {
  /** Whether something that ends brings something new. */
  readonly dependOnAnswers: boolean;
  private batch: RequestBatch | undefined;
  private place = 0;
  /** When the next request of the traffic comes. */
  private trafficMs = NEVER;
  private readonly asking = new EventHeap();
  private readonly retrying = new EventHeap();
  private readonly groups: UserGroup[] = [];
  private readonly groupOf: UserGroup[] = [];

  constructor(
    private readonly workload: Workload,
    private readonly requests: Requests,
    mayRetry: boolean,
  ) {
    for (const users of workload.users ?? []) this.enter(users);
    this.dependOnAnswers = mayRetry || this.groups.length > 0;
    this.readBatch();
  }

  /** When the next request comes; Infinity when only an answer can bring one. */
  get nextMs(): number {
    return this.dependOnAnswers ? min(this.trafficMs, this.asking.nextTime, this.retrying.nextTime) : this.trafficMs;
  }

  /** The next request, a new one or one that is sent again. */
  take(): number {
    if (this.dependOnAnswers) {
      const asked = this.asking.nextTime;
      const retried = this.retrying.nextTime;
      if (retried <= asked && retried <= this.trafficMs) return this.takeRetry();
      if (asked <= this.trafficMs) return this.takeQuestion();
    }
    const batch = this.batch as RequestBatch;
    const { place } = this;
    const row = this.requests.take(batch.arrivalMs[place], batch.promptTokens[place], batch.outputTokens[place], NONE);
    this.place = place + 1;
    if (this.place < batch.count) this.trafficMs = batch.arrivalMs[this.place];
    else this.readBatch();
    return row;
  }

  /** A request is sent again at the given time. */
  sendAgain(row: number, atMs: number): void {
    this.requests.retries[row]++;
    this.retrying.set(row, atMs);
  }

  /** A request of a user has ended, well or not. */
  freeUser(user: number, atMs: number): void {
    const group = this.groupOf[user];
    const next = atMs + (group.users.thinkMs ?? 0);
    if (group.left > 0 && next <= group.users.endMs) this.asking.set(user, next);
  }

  private enter(users: Users): void {
    const group: UserGroup = { users, left: users.requests ?? NEVER };
    this.groups.push(group);
    for (let each = 0; each < users.count; each++) {
      const user = this.groupOf.push(group) - 1;
      this.asking.set(user, users.startMs + ((users.rampMs ?? 0) * each) / users.count);
    }
  }

  private readBatch(): void {
    const { traffic } = this.workload;
    do this.batch = traffic?.next();
    while (this.batch?.count === 0);
    this.place = 0;
    this.trafficMs = this.batch === undefined ? NEVER : this.batch.arrivalMs[0];
  }

  private takeRetry(): number {
    const row = this.retrying.next;
    this.requests.enteredMs[row] = this.retrying.nextTime;
    this.requests.admittedMs[row] = 0;
    this.requests.firstTokenMs[row] = 0;
    this.requests.kept[row] = 0;
    this.retrying.set(row, NEVER);
    return row;
  }

  private takeQuestion(): number {
    const user = this.asking.next;
    const group = this.groupOf[user];
    group.left--;
    const { promptTokens, outputTokens } = group.users;
    const row = this.requests.take(this.asking.nextTime, promptTokens.next(), outputTokens.next(), user);
    this.asking.set(user, NEVER);
    // The others of a group that has asked everything have nothing left to ask.
    if (group.left === 0) {
      this.groupOf.forEach((each, other) => {
        if (each === group) this.asking.set(other, NEVER);
      });
    }
    return row;
  }
}

interface UserGroup {
  readonly users: Users;
  /** Questions that are left. */
  left: number;
}
