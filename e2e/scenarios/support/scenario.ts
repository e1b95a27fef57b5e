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
      plane = await ControlPlane.start(props);
    });
    afterAll(() => plane?.stop());
    tests(() => plane ?? fail('the control plane has not started'));
  });
}

function fail(why: string): never {
  throw new Error(why);
}
