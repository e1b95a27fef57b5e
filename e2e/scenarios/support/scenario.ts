import { ControlPlane, type ControlPlaneProps, toolsOf } from '../../control-plane/control-plane';
import { cannotRun } from '../../control-plane/requirements';

/**
 * A group of tests on a control plane of its own, started before the first and stopped after the last. Where it cannot
 * run, the group is skipped and its title says why.
 */
export function onControlPlane(
  title: string,
  props: ControlPlaneProps,
  tests: (plane: () => ControlPlane) => void,
): void {
  const reason = cannotRun(toolsOf(props.components ?? []));
  if (reason !== undefined) {
    describe.skip(`${title} (skipped: ${reason})`, () => tests(() => fail('the control plane cannot run here')));
    return;
  }
  describe(title, () => {
    let plane: ControlPlane | undefined;
    beforeAll(async () => {
      const started = performance.now();
      plane = await ControlPlane.start(props);
      process.stdout.write(`e2e: started in ${Math.round((performance.now() - started) / 100) / 10} s: ${title}\n`);
    });
    afterAll(() => plane?.stop());
    tests(() => plane ?? fail('the control plane has not started'));
  });
}

function fail(why: string): never {
  throw new Error(why);
}
