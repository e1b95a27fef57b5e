import fc from 'fast-check';
import { parsePrices } from '../../../src/rehearsal/options/prices';
import { Unreadable } from '../../../src/rehearsal/reader';

test.each([
  ['GPU=2.5/h', [{ of: 'GPU', perGpuHour: 2.5 }]],
  ['gpu = $60 / d', [{ of: 'GPU', perGpuHour: 2.5 }]],
  [
    'own=0.01/m, cloud=3/h',
    [
      { of: 'own', perGpuHour: 0.6 },
      { of: 'cloud', perGpuHour: 3 },
    ],
  ],
])('reads %s', (text, prices) => expect(parsePrices(text)).toEqual(prices));

const FORM = 'must be NAME=AMOUNT/h, such as GPU=2.5/h for all GPUs or POOL=1.2/h for those of a pool';

test.each([
  ['2.5', [`'2.5' ${FORM}`]],
  ['GPU=2.5', [`'GPU=2.5' ${FORM}`]],
  ['GPU=-1/h', [`'GPU=-1/h' ${FORM}`]],
  ['GPU=1/w', ["'w' in 'GPU=1/w' must be one of s, m, h, d; did you mean h?"]],
  ['GPU=1/year', ["'year' in 'GPU=1/year' must be one of s, m, h, d"]],
  ['GPU=2/constructor', ["'constructor' in 'GPU=2/constructor' must be one of s, m, h, d"]],
  ['GPU=1/h,gpu=2/h', ["'gpu=2/h' gives GPU a second price; leave one of them"]],
])('refuses %p', (text, reasons) => expect(parsePrices(text)).toEqual(new Unreadable(reasons)));

test('understands or refuses any text', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      const read = parsePrices(text);
      expect(read instanceof Unreadable || read.every(({ perGpuHour }) => perGpuHour >= 0)).toBe(true);
    }),
  );
});
