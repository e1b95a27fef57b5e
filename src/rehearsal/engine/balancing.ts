import type { Random } from '../random';
import { NONE } from './requests';

// Looked up once: inside Jest every use of a global takes longer than what it computes.
const { max } = Math;

/** How requests find a replica. */
export type Balancing =
  /** Each request goes to any replica: a Service of which every request opens a connection. */
  | { readonly kind: 'random' }
  /** One after the other. */
  | { readonly kind: 'roundRobin' }
  /** To the one with the fewest requests under way, as inference gateways do. */
  | { readonly kind: 'leastOutstanding' }
  /** Clients keep their connections, and new replicas get only the clients whose replica has gone. */
  | { readonly kind: 'perConnection'; readonly connections: number };

/** Chooses a replica, known by its number, for each request. */
export interface Balancer {
  /** Whether it has to know at any time which requests have ended. */
  readonly looksAtLoad: boolean;
  /** A replica serves from now on, with so many requests under way. */
  add(id: number, outstanding: number): void;
  /** A replica that serves gets no more requests; it may still have some. */
  remove(id: number): void;
  /** Only when there is a replica. `user` is who asks, or NONE. */
  pick(user: number): number;
  /** A request went to the replica. */
  took(id: number): void;
  /** A request left the replica. */
  left(id: number): void;
}

export function balancerFor(balancing: Balancing, random: Random): Balancer {
  switch (balancing.kind) {
    case 'random':
      return new RandomBalancer(random);
    case 'roundRobin':
      return new RoundRobin();
    case 'leastOutstanding':
      return new LeastOutstanding();
    case 'perConnection':
      return new PerConnection(random, balancing.connections);
  }
}

/** A list of numbers out of which one is taken quickly; what remains is still in order. */
abstract class ListBalancer implements Balancer {
  readonly looksAtLoad = false;
  protected readonly ids: number[] = [];

  add(id: number): void {
    this.ids.push(id);
  }

  remove(id: number): void {
    this.ids.splice(this.ids.indexOf(id), 1);
  }

  abstract pick(user: number): number;

  took(): void {}

  left(): void {}
}

class RandomBalancer extends ListBalancer {
  constructor(private readonly random: Random) {
    super();
  }

  pick(): number {
    return this.ids[this.random.below(this.ids.length)];
  }
}

class RoundRobin extends ListBalancer {
  private turn = 0;

  pick(): number {
    if (this.turn >= this.ids.length) this.turn = 0;
    return this.ids[this.turn++];
  }
}

class PerConnection extends ListBalancer {
  /** The replica of each connection. */
  private readonly ends: Int32Array;

  constructor(
    private readonly random: Random,
    connections: number,
  ) {
    super();
    this.ends = new Int32Array(max(1, connections)).fill(NONE);
  }

  override remove(id: number): void {
    super.remove(id);
    for (let each = 0; each < this.ends.length; each++) if (this.ends[each] === id) this.ends[each] = NONE;
  }

  pick(user: number): number {
    const { ends } = this;
    const connection = user === NONE ? this.random.below(ends.length) : user % ends.length;
    if (ends[connection] === NONE) ends[connection] = this.ids[this.random.below(this.ids.length)];
    return ends[connection];
  }
}

/** One ring of replicas for each number of requests; whoever came first into the lowest is next. */
class LeastOutstanding implements Balancer {
  readonly looksAtLoad = true;
  /** The first and last replica with so many requests. */
  private readonly first: number[] = [];
  private readonly last: number[] = [];
  private readonly load: number[] = [];
  private readonly before: number[] = [];
  private readonly after: number[] = [];
  private readonly isIn: boolean[] = [];
  private lowest = 0;

  add(id: number, outstanding: number): void {
    this.isIn[id] = true;
    this.append(id, outstanding);
  }

  remove(id: number): void {
    this.isIn[id] = false;
    this.takeOut(id);
  }

  pick(): number {
    while ((this.first[this.lowest] ?? NONE) === NONE) this.lowest++;
    return this.first[this.lowest];
  }

  took(id: number): void {
    this.move(id, 1);
  }

  left(id: number): void {
    if (this.isIn[id] === true) this.move(id, -1);
  }

  private move(id: number, by: number): void {
    this.takeOut(id);
    this.append(id, this.load[id] + by);
  }

  private append(id: number, load: number): void {
    while (this.first.length <= load) {
      this.first.push(NONE);
      this.last.push(NONE);
    }
    this.load[id] = load;
    const last = this.last[load];
    this.before[id] = last;
    this.after[id] = NONE;
    if (last === NONE) this.first[load] = id;
    else this.after[last] = id;
    this.last[load] = id;
    if (load < this.lowest) this.lowest = load;
  }

  private takeOut(id: number): void {
    const load = this.load[id];
    const before = this.before[id];
    const after = this.after[id];
    if (before === NONE) this.first[load] = after;
    else this.after[before] = after;
    if (after === NONE) this.last[load] = before;
    else this.before[after] = before;
  }
}
