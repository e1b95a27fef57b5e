import type { Finding } from '../../../checks/finding';
import type { Report } from './report';

/** A report for programs. Its shape is stable: fields may be added, none is renamed or removed. */
export function jsonReport({ findings }: Report): string {
  return `${JSON.stringify({ findings: findings.map(entry) }, undefined, 2)}\n`;
}

function entry({ rule, severity, message, why, fix, objects, file, line }: Finding): object {
  return { rule, severity, message, why, fix, objects, file, line };
}
