import type { ControlPlane } from '../../control-plane/control-plane';
import { pause } from '../../control-plane/wait';

const EVERY_MILLISECONDS = 1000;

/** Watches how much memory the programs of a control plane have together. */
export class MemoryWatch {
  private peak = 0;

  constructor(private readonly plane: ControlPlane) {
    void this.goOn();
  }

  /** The most that it was, in MB. */
  end(): number {
    this.look();
    return Math.round(this.peak / 1_000_000);
  }

  private look(): void {
    const now = this.plane.processes.all.reduce((sum, { memory }) => sum + memory, 0);
    this.peak = Math.max(this.peak, now);
  }

  private async goOn(): Promise<void> {
    while (!this.plane.hasStopped) {
      this.look();
      await pause(EVERY_MILLISECONDS);
    }
  }
}
