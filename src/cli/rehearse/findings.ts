import { findMistakes } from '../../rehearsal/findings/all';
import { findingsMarkdown, findingsTerminal } from '../../rehearsal/findings/render';
import { Unreadable } from '../../rehearsal/reader';
import { ExitCode, type Io } from '../io';
import type { RehearseFlags } from './flags';
import { finish, refuse } from './job';
import { readManifests } from './manifests';
import { readOptions } from './options';
import { json, terminalOf } from './render';

/** `rehearse --findings`: the mistakes of policies that rehearsals show, each with traffic of its own. */
export function runFindings(paths: readonly string[], flags: RehearseFlags, io: Io): ExitCode {
  const asked = readOptions(flags);
  const manifests = readManifests(paths, io);
  const reasons = [asked, manifests].flatMap((read) => (read instanceof Unreadable ? read.reasons : []));
  if (asked instanceof Unreadable || manifests instanceof Unreadable) return refuse(new Unreadable(reasons), io);
  const { format, profile } = asked;
  if (format === 'html' || format === 'svg')
    return refuse(new Unreadable([`--format: findings have no form '${format}'; use terminal, markdown or json`]), io);
  const findings = findMistakes(manifests.texts, { ...manifests.known, ...profile });
  if (findings instanceof Unreadable) return refuse(findings, io);
  const forms = {
    json: () => json(findings),
    markdown: () => findingsMarkdown(findings),
    terminal: () => findingsTerminal(findings, terminalOf(io, flags.out)),
  };
  const code = finish([{ file: flags.out, text: forms[format]() }], [], io);
  return code === ExitCode.OK && findings.some(({ severity }) => severity === 'error') ? ExitCode.FOUND : code;
}
