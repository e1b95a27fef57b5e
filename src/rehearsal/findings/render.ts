import { markdown as escaped } from '../report/escape';
import { painter, wrap } from '../report/terminal-text';
import type { RehearsalFinding } from './finding';

const COLORS = { error: 'red', warning: 'bold', info: 'dim' } as const;

/** Findings in the terminal, each with its proof. */
export function findingsTerminal(
  findings: readonly RehearsalFinding[],
  { width, hasColors }: { readonly width: number; readonly hasColors: boolean },
): string {
  const paint = painter(hasColors);
  if (findings.length === 0) return 'No rehearsal shows a mistake.\n';
  const indented = (label: string, text: string | undefined) =>
    text === undefined ? [] : wrap(`${label}: ${text}`, width - 4).map((line) => `  ${line}`);
  const lines = findings.flatMap(({ rule, severity, message, why, fix, objects, proof }) => [
    ...wrap(`${severity}: ${message} (${rule})`, width).map((line) => paint(line, COLORS[severity])),
    ...indented('in', objects.join(', ')),
    ...indented('why', why),
    ...indented('fix', fix),
    ...indented('traffic', proof?.traffic),
    ...indented('rehearsed', proof?.happened),
    ...indented('with the fix', proof?.fixed),
    '',
  ]);
  return `${lines.join('\n')}${countText(findings)}\n`;
}

/** Findings as Markdown. */
export function findingsMarkdown(findings: readonly RehearsalFinding[]): string {
  if (findings.length === 0) return 'No rehearsal shows a mistake.\n';
  const items = findings.map(({ rule, severity, message, why, fix, objects, proof }) => {
    const lines = [
      `**${severity}** ${escaped(message)} (${escaped(rule)})`,
      `in ${escaped(objects.join(', '))}`,
      `why: ${escaped(why)}`,
      `fix: ${escaped(fix)}`,
      ...(proof ? [`rehearsed with ${escaped(proof.traffic)}: ${escaped(proof.happened)}`] : []),
      ...(proof?.fixed ? [`with the fix: ${escaped(proof.fixed)}`] : []),
    ];
    return `- ${lines.join('\n  - ')}`;
  });
  return `### Rehearsal: ${countText(findings)}\n\n${items.join('\n')}\n`;
}

function countText(findings: readonly RehearsalFinding[]): string {
  const parts = (['error', 'warning', 'info'] as const).flatMap((severity) => {
    const count = findings.filter((each) => each.severity === severity).length;
    const plural = severity === 'info' || count === 1 ? severity : `${severity}s`;
    return count === 0 ? [] : [`${count} ${plural}`];
  });
  return parts.join(', ');
}
