import { META_RULES, type RuleInfo } from '../../checks/meta-rules';
import type { Rule } from '../../checks/rule';
import { loadSettings, ruleNamed } from '../../checks/settings/load-settings';
import { ExitCode, type Io } from '../io';
import { refuse } from '../refuse';

/** All rules in the order of the alphabet, a line each. */
export function listRules(rules: readonly Rule[]): string {
  const all = [...rules, ...META_RULES].sort((a, b) => (a.name < b.name ? -1 : 1));
  const width = Math.max(...all.map(({ name }) => name.length));
  return all
    .map(({ name, severity, demands }) => `${name.padEnd(width)}  ${severity.padEnd(7)}  ${demands}\n`)
    .join('');
}

/** Writes what there is to say about the rule of a name. */
export function explain(name: string, profile: string | false | undefined, io: Io): ExitCode {
  const settings = loadSettings({ profile });
  if ('problems' in settings) return refuse(settings.problems, io);
  const rule = ruleNamed(name, settings.rules);
  if (typeof rule === 'string') return refuse([rule], io);
  io.out(pageOf(rule));
  return ExitCode.OK;
}

function pageOf({ name, severity, demands, why, link }: RuleInfo): string {
  return [
    `${name} (${severity})`,
    '',
    `  Demands that ${demands}.`,
    `  ${why}`,
    `  See ${link}`,
    '',
    '  Suppress it where it does not apply, with a reason, by an annotation of the object:',
    `    cdk8s-llm-inference.io/ignore: '${name}: REASON'`,
    '',
  ].join('\n');
}
