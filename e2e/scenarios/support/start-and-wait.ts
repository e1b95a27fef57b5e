// Starts a control plane, says which, and waits to be killed.
import { ControlPlane } from '../../control-plane/control-plane';

ControlPlane.start().then(({ run }) => {
  process.stdout.write(`${run.id}\n`);
  setInterval(() => {}, 60_000);
});
