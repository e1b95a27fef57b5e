import { type Finding, type FindingSeverity, SEVERITIES } from '../../../checks/finding';
import { type Colors, colorsOf, type Paint } from '../../colors';
import { count } from '../../count';
import { excerptOf, visible } from './excerpt';
import type { Report } from './report';

/** A report for people: where it is, what is wrong, the source, why it matters and what to write. */
export function humanReport(report: Report, hasColors: boolean): string {
  const colors = colorsOf(hasColors);
  const blocks = report.findings.map((finding) => block(finding, report.texts, colors));
  return `${[...blocks, summary(report, colors)].join('\n\n')}\n`;
}

function block(finding: Finding, texts: Report['texts'], colors: Colors): string {
  const paint = paintOf(finding.severity, colors);
  const text = finding.file === undefined ? undefined : texts.get(finding.file);
  const place = colors.bold(visible(placeOf(finding, text)));
  const lines = text === undefined ? [] : excerpt(text, finding, paint, colors);
  return [
    [place, paint(finding.severity), colors.dim(finding.rule)].filter(Boolean).join('  '),
    `  ${visible(finding.message)}`,
    ...(lines.length === 0 ? [] : ['', ...lines, '']),
    `  ${colors.dim('why')}  ${visible(finding.why)}`,
    `  ${colors.dim('fix')}  ${visible(finding.fix)}`,
    ...(finding.objects.length === 0 ? [] : [`  ${colors.dim('in')}   ${visible(finding.objects.join(', '))}`]),
  ].join('\n');
}

/** `file:line`, which terminals and editors make a link of. What Helm rendered names its template. */
function placeOf({ file, line, objects }: Finding, text: string | undefined): string {
  if (file === undefined) return objects.at(0) ?? '';
  const name = file === '-' ? '<stdin>' : file;
  if (line === undefined) return name;
  const template = text === undefined ? undefined : templateOf(text, line);
  return `${name}:${line}${template === undefined ? '' : ` (${template})`}`;
}

/** Helm writes a comment with the template above each document. */
function templateOf(text: string, line: number): string | undefined {
  const above = text.split('\n', line);
  const start = above.findLastIndex((each) => each.startsWith('---'));
  return /^# Source: (\S+)/.exec(above[start + 1] ?? '')?.[1];
}

function excerpt(text: string, finding: Finding, paint: Paint, colors: Colors): string[] {
  const lines = excerptOf(text, finding);
  const width = Math.max(...lines.map(({ number }) => String(number).length));
  return lines.flatMap(({ number, text: shown, span }) => {
    const gutter = colors.dim(`  ${String(number).padStart(width)} |`);
    if (!span) return [`${gutter} ${colors.dim(shown)}`.trimEnd()];
    const marks = `${' '.repeat(span.from)}${paint('^'.repeat(span.to - span.from))}`;
    return [`${gutter} ${shown}`, `${colors.dim(`  ${' '.repeat(width)} |`)} ${marks}`];
  });
}

function paintOf(severity: FindingSeverity, colors: Colors): Paint {
  return { error: colors.red, warning: colors.yellow, info: colors.cyan }[severity];
}

/** What there is in all: `2 errors, 1 warning in 3 files (14 objects)`. */
function summary({ findings, texts, objects, suppressed }: Report, colors: Colors): string {
  const found = SEVERITIES.flatMap((severity) => {
    const number = findings.filter((each) => each.severity === severity).length;
    return number === 0
      ? []
      : [paintOf(severity, colors)(severity === 'info' ? `${number} info` : count(number, severity))];
  });
  const what = found.length === 0 ? colors.green('no broken wires') : found.join(', ');
  const where = `${count(texts.size, 'file')} (${count(objects, 'object')})`;
  return `${what} in ${where}${suppressed === 0 ? '' : `, ${suppressed} suppressed`}`;
}
