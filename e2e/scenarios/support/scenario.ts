import { ControlPlane, type ControlPlaneProps, toolsOf } from '../../control-plane/control-plane';
import { cannotRun, notBuilt } from '../../control-plane/requirements';
import type { ToolName } from '../../control-plane/tools';
import { scenarioOf } from '../../suite/outcome';
import { follow } from '../../world/follow';
import { describeChanges, endTimelines } from '../../world/timeline';
import { keep } from './artefact';
import { evidence } from './evidence';
import { failures } from './failures';
import { MemoryWatch } from './memory';

/** What a group of tests needs. */
export interface Needs {
  /** Programs of e2e/tools that the tests themselves run. @default - none */
  readonly tools?: readonly ToolName[];
  /** Why the group cannot run here, whatever is built; nothing when it can. @default - it can */
  readonly skip?: string;
}

export interface ScenarioProps extends ControlPlaneProps, Needs {}

/**
 * A group of tests on a control plane of its own, started before the first and stopped after the last. Where it cannot
 * run, the group is skipped and its title says why. What happens is kept as a timeline, and shown when a test fails.
 */
export function onControlPlane(title: string, props: ScenarioProps, tests: (plane: () => ControlPlane) => void): void {
  const { tools = [], skip, ...plane } = props;
  const reason = skip ?? cannotRun([...toolsOf(plane.components ?? []), ...tools]);
  if (reason !== undefined) {
    skipped(title, reason, () => tests(() => fail('the control plane cannot run here')));
    return;
  }
  describe(title, () => {
    let run: ScenarioRun | undefined;
    beforeAll(async () => {
      run = await ScenarioRun.start(title, plane);
    });
    afterAll(() => run?.end());
    tests(() => run?.plane ?? fail('the control plane has not started'));
  });
}

/** A group of tests that needs programs but no control plane. */
export function onlyWith(title: string, { tools = [], skip }: Needs, tests: () => void): void {
  const reason = skip ?? notBuilt(tools);
  if (reason !== undefined) skipped(title, reason, tests);
  else describe(title, tests);
}

function skipped(title: string, reason: string, tests: () => void): void {
  describe.skip(`${title} (skipped: ${reason})`, tests);
}

/** A control plane while the tests of a group run on it, with what is written down of them. */
class ScenarioRun {
  static async start(title: string, props: ControlPlaneProps): Promise<ScenarioRun> {
    const began = Date.now();
    const plane = await ControlPlane.start(props);
    return new ScenarioRun(title, plane, began);
  }

  private readonly started = Date.now();
  private readonly failuresBefore = failures();
  private readonly memory: MemoryWatch;

  private constructor(
    private readonly title: string,
    readonly plane: ControlPlane,
    private readonly began: number,
  ) {
    this.memory = new MemoryWatch(plane);
    follow(plane);
  }

  async end(): Promise<void> {
    const changes = endTimelines(this.started);
    const failed = failures() - this.failuresBefore;
    const path = keep({
      scenario: scenarioOf(expect.getState().testPath ?? ''),
      group: this.title,
      startSeconds: (this.started - this.began) / 1000,
      seconds: (Date.now() - this.began) / 1000,
      peakMegabytes: this.memory.end(),
      failures: failed,
      changes,
    });
    if (failed > 0) {
      const said = await evidence(this.plane);
      process.stdout.write(`e2e: ${this.title}: ${path}\n${describeChanges(changes)}\n${said}\n`);
    }
    await this.plane.stop();
  }
}

function fail(why: string): never {
  throw new Error(why);
}
