import { lacking } from '../../control-plane/requirements';
import { missing, TOOL_NAMES } from '../../control-plane/tools';

/** Says, before anything runs, what this machine lacks; the scenarios that need it are then skipped. */
export default function announce(): void {
  const unavailable = TOOL_NAMES.filter((name) => missing(name) !== undefined);
  const unbuilt = unavailable.length > 0 ? `needs ${unavailable.join(', ')} (npm run e2e:build, with Go)` : undefined;
  const lacks = [lacking(), unbuilt].filter(Boolean);
  if (lacks.length > 0) process.stdout.write(`\ne2e: this machine ${lacks.join(', and ')}; what needs it is skipped\n`);
}
