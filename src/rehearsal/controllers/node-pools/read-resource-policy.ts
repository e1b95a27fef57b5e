import type { Fields } from '../../../stack/fields';
import { Reader, Unreadable } from '../../reader';
import { type Labels, type PlacementPolicy, type PlacementUnit, TRY_NEXT } from './node-pool';

const DEFAULT_TIMEOUT_SECONDS = 15 * 60;
const UNIT_SECONDS: Readonly<Record<string, number>> = { s: 1, m: 60, h: 3600 };

/**
 * Reads the spec of a scheduling.alibabacloud.com/v1alpha1 ResourcePolicy, as far as it decides where pods go.
 *
 * @see https://www.alibabacloud.com/help/en/ack/ack-managed-and-ack-dedicated/user-guide/configure-priority-based-resource-scheduling
 */
export function readResourcePolicy(spec: unknown): PlacementPolicy | Unreadable {
  const reader = new Reader();
  const fields = reader.fields(spec, 'spec');
  const units = reader.list(fields.units, 'spec.units').map((unit, index) => readUnit(reader, unit, index));
  if (units.length === 0) reader.refuse('spec.units', fields.units, 'must have a unit', undefined);
  const next = reader.optionalFields(fields.whenTryNextUnits, 'spec.whenTryNextUnits');
  const policy: PlacementPolicy = {
    units,
    tryNext: reader.oneOf(next.policy ?? TRY_NEXT[0], 'spec.whenTryNextUnits.policy', TRY_NEXT),
    timeout: readDuration(reader, next.timeout) * 1000,
    ignoresTerminating: fields.ignoreTerminatingPod !== false,
  };
  return reader.reasons.length > 0 ? new Unreadable(reader.reasons) : policy;
}

function readUnit(reader: Reader, value: unknown, index: number): PlacementUnit {
  const path = `spec.units[${index}]`;
  const fields = reader.fields(value, path);
  return {
    nodeSelector: readLabels(reader.optionalFields(fields.nodeSelector, `${path}.nodeSelector`)),
    max: reader.optionalInteger(fields.max, `${path}.max`),
  };
}

function readLabels(fields: Fields): Labels {
  return Object.fromEntries(Object.entries(fields).map(([label, value]) => [label, String(value)]));
}

/** Seconds of a duration as Go writes it, such as `15m`. */
function readDuration(reader: Reader, value: unknown): number {
  if (value === undefined) return DEFAULT_TIMEOUT_SECONDS;
  const parts = typeof value === 'string' ? [...value.matchAll(/(\d+)([smh])/g)] : [];
  if (parts.map(([text]) => text).join('') !== value || value === '')
    return reader.refuse('spec.whenTryNextUnits.timeout', value, 'must be a duration such as 15m', 0);
  return parts.reduce((seconds, [, count, unit]) => seconds + Number(count) * UNIT_SECONDS[unit], 0);
}
