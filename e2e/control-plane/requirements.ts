import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { missing, type ToolName } from './tools';

/** Programs of the operating system, and the Debian package that has them. */
const COMMANDS = { ip: 'iproute2', openssl: 'openssl', mount: 'mount' };

/** What this machine lacks to run a control plane, in one line; nothing when it can. */
export function lacking(): string | undefined {
  if (process.platform !== 'linux') return 'needs Linux (network namespaces)';
  if (process.getuid?.() !== 0) return 'needs root (network namespaces)';
  const absent = absentCommands();
  if (absent.length > 0) return `needs ${absent.map(([command, from]) => `${command} (Debian: ${from})`).join(', ')}`;
  return undefined;
}

/** The Debian packages that would bring what is lacking. */
export function missingPackages(): string[] {
  return process.platform === 'linux' ? absentCommands().map(([, from]) => from) : [];
}

/** Why scenarios that need these tools cannot run here; nothing when they can. */
export function cannotRun(tools: readonly ToolName[]): string | undefined {
  return lacking() ?? notBuilt(tools);
}

/** Why programs of these tools cannot run here, with or without a control plane; nothing when they can. */
export function notBuilt(tools: readonly ToolName[]): string | undefined {
  const reasons = tools.flatMap((tool) => missing(tool) ?? []);
  if (reasons.length > 0 && !isOnPath('go')) reasons.push('Go is not on the PATH');
  return reasons.length > 0 ? reasons.join('; ') : undefined;
}

function absentCommands(): [string, string][] {
  return Object.entries(COMMANDS).filter(([command]) => !isOnPath(command));
}

export function isOnPath(command: string): boolean {
  const folders = [...(process.env.PATH ?? '').split(delimiter), '/usr/sbin', '/sbin'];
  return folders.some((folder) => folder !== '' && existsSync(join(folder, command)));
}
