import { type ParsedQuantity, parseQuantity } from '../kubernetes/parse-quantity';

/** The greatest number that the whole-number fields of the API hold. */
export const INT32_MAX = 2 ** 31 - 1;

/** True for a whole number within bounds, as the fields of the API want it: no text, no fraction. */
export function isWhole(value: unknown, least: number, most = INT32_MAX): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= least && value <= most;
}

/** A quantity of the API, which is a text or a bare number. */
export function quantityOf(value: unknown): ParsedQuantity | undefined {
  return typeof value === 'string' || typeof value === 'number' ? parseQuantity(String(value)) : undefined;
}

/** True for a quantity above zero. */
export function isPositiveQuantity(value: unknown): boolean {
  const quantity = quantityOf(value);
  return quantity !== undefined && quantity.milli > 0;
}

/** A number as KEDA reads it out of a text. */
export function decimalOf(value: unknown): number | undefined {
  const text = typeof value === 'number' ? String(value) : value;
  if (typeof text !== 'string' || !/^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/.test(text)) return undefined;
  return Number(text);
}
