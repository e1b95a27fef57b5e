import type { Io } from './io';

const PATIENCE = 1000;

/** Says on standard error how far it is, once a second, to who waits longer than that. */
export class Progress {
  private last: number;

  constructor(
    private readonly io: Pick<Io, 'err'>,
    private readonly now: () => number = Date.now,
  ) {
    this.last = now();
  }

  /** Says how far it is, if it is time. */
  tell(what: string): void {
    if (this.now() - this.last < PATIENCE) return;
    this.last = this.now();
    this.io.err(`${what} …\n`);
  }
}
