import { existsSync } from 'node:fs';
import { lacking } from '../../control-plane/requirements';
import { failureOf, missing, TOOL_NAMES } from '../../control-plane/tools';
import { beginAccount } from './account';

/** Says, before anything runs, what this machine lacks; the scenarios that need it are then skipped. */
export default function announce(): void {
  const absent = TOOL_NAMES.filter((name) => missing(name) !== undefined);
  const unbuilt = absent.length > 0 ? `needs ${absent.join(', ')} (npm run e2e:build, with Go)` : undefined;
  const lacks = [lacking(), unbuilt].filter(Boolean);
  if (lacks.length > 0) say(`this machine ${lacks.join(', and ')}; what needs it is skipped`);
  for (const name of absent) if (existsSync(failureOf(name))) say(`${missing(name)}`);
  beginAccount();
}

function say(line: string): void {
  process.stdout.write(`\ne2e: ${line}\n`);
}
