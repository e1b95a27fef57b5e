import type { FindingSeverity } from '../../../checks/finding';
import type { Report } from './report';

/** The commands by which GitHub Actions annotates lines. */
const COMMANDS: Readonly<Record<FindingSeverity, string>> = { error: 'error', warning: 'warning', info: 'notice' };

/**
 * A report as workflow commands, one a line.
 *
 * @see https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
 */
export function githubReport({ findings }: Report): string {
  return findings
    .map(({ severity, file, line, rule, message, why, fix }) => {
      const properties = Object.entries({ file, line, title: rule }).flatMap(([name, value]) =>
        value === undefined ? [] : [`${name}=${escapeProperty(String(value))}`],
      );
      return `::${COMMANDS[severity]} ${properties.join(',')}::${escapeData(`${message}\nwhy: ${why}\nfix: ${fix}`)}\n`;
    })
    .join('');
}

/** `%` and line breaks would end a command, so that the runner takes them escaped. */
function escapeData(text: string): string {
  return text.replace(/%/g, '%25').replace(/\r/g, '%0D').replace(/\n/g, '%0A');
}

/** In properties the characters that separate them are escaped too. */
function escapeProperty(text: string): string {
  return escapeData(text).replace(/:/g, '%3A').replace(/,/g, '%2C');
}
