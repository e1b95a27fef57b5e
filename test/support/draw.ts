/** Random numbers from a seed: fast, and the same on every machine. */
export class Draw {
  private state: number;

  constructor(seed: number) {
    this.state = seed >>> 0;
  }

  /** From 0 up to 1, which is not reached. */
  fraction(): number {
    this.state = (this.state + 0x6d2b79f5) >>> 0;
    let mixed = this.state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  }

  /** A whole number, both ends included. */
  whole(least: number, most: number): number {
    return least + Math.floor(this.fraction() * (most - least + 1));
  }

  chance(share: number): boolean {
    return this.fraction() < share;
  }

  of<T>(options: readonly T[]): T {
    return options[this.whole(0, options.length - 1)];
  }

  /** So many as there are tickets for each. */
  weighted<T>(options: readonly (readonly [tickets: number, make: () => T])[]): T {
    let ticket = this.fraction() * options.reduce((sum, [tickets]) => sum + tickets, 0);
    for (const [tickets, make] of options) {
      ticket -= tickets;
      if (ticket < 0) return make();
    }
    return options[options.length - 1][1]();
  }

  list<T>(count: number, make: (index: number) => T): T[] {
    return Array.from({ length: count }, (_, index) => make(index));
  }

  /** Some of the fields of an object, each with the same chance. */
  some<T extends object>(share: number, fields: T): Partial<T> {
    return Object.fromEntries(Object.entries(fields).filter(() => this.chance(share))) as Partial<T>;
  }
}
