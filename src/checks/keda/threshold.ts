import { wordOf } from '../../stack/fields';
import { decimalOf, quantityOf } from '../numbers';
import { bad, type Part } from '../part';
import type { Problem, Rule } from '../rule';
import { allTriggers } from './triggers';

/** What is smaller becomes zero in the HPA. */
const LEAST = 0.001;

/** A threshold is a plain number above zero. */
export const threshold: Rule = {
  name: 'keda/threshold',
  severity: 'error',
  demands: 'thresholds of a trigger are plain numbers, the one to scale by above zero',
  why: 'KEDA admits the ScaledObject and then makes no HPA of it: it reads these as floating-point numbers, not as quantities.',
  link: 'https://keda.sh/docs/latest/scalers/prometheus/#trigger-specification',
  *check(graph) {
    for (const { metadata } of allTriggers(graph, 'prometheus')) {
      yield* checkNumber(metadata, 'threshold', LEAST);
      yield* checkNumber(metadata, 'activationThreshold', Number.NEGATIVE_INFINITY);
    }
  },
};

function* checkNumber(metadata: Part, key: string, least: number): Iterable<Problem> {
  const word = wordOf(metadata.fields[key]);
  if (word === undefined) return;
  const number = decimalOf(word);
  if (number === undefined) {
    const quantity = quantityOf(word);
    const fix = quantity === undefined ? "write it like '0.5'" : `write '${quantity.milli / 1000}'`;
    yield bad(metadata, key, 'must be a plain number', fix);
  } else if (number < least)
    yield bad(metadata, key, `must be at least ${least}`, 'give what one replica should carry');
}
