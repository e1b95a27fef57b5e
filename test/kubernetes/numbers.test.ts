import { Duration } from 'cdk8s';
import { checkInteger, checkSeconds, secondsOf } from '../../src/kubernetes/numbers';
import { checkReplicaBounds } from '../../src/kubernetes/replicas';

const textsOf = (mistakes: readonly { text: string }[]) => mistakes.map(({ text }) => text);

describe('checkInteger', () => {
  test.each([
    [0, 0, undefined],
    [2 ** 31 - 1, 1, undefined],
    [65535, 1, 65535],
  ])('takes %p', (value, least, most) => {
    expect(checkInteger('n', value, least, most)).toEqual([]);
  });

  test.each([
    [Number.NaN, "'n' (NaN) must be a whole number of at least 1; give such a number (value/number)"],
    [
      Infinity,
      "'n' (Infinity) must be a whole number of at least 1 (at most 2147483647); give such a number (value/number)",
    ],
    [-Infinity, "'n' (-Infinity) must be a whole number of at least 1; give such a number (value/number)"],
    [2.5, "'n' (2.5) must be a whole number of at least 1; give such a number (value/number)"],
    ['3', `'n' ("3") must be a whole number of at least 1; give such a number (value/number)`],
    [null, "'n' (null) must be a whole number of at least 1; give such a number (value/number)"],
    [3n, "'n' (3) must be a whole number of at least 1; give such a number (value/number)"],
    [0, "'n' (0) must be a whole number of at least 1; give such a number (value/number)"],
    [
      2 ** 31,
      "'n' (2147483648) must be a whole number of at least 1 (at most 2147483647); give such a number (value/number)",
    ],
  ])('refuses %p', (value, text) => {
    expect(textsOf(checkInteger('n', value, 1))).toEqual([text]);
  });

  test('names both bounds where the upper one is not that of the type', () => {
    expect(textsOf(checkInteger('port', 65536, 1, 65535))).toEqual([
      "'port' (65536) must be a whole number between 1 and 65535; give such a number (value/number)",
    ]);
  });
});

describe('checkSeconds', () => {
  test('takes whole seconds in any unit, and nothing', () => {
    expect(checkSeconds('d', undefined, 1)).toEqual([]);
    expect(checkSeconds('d', Duration.millis(2000), 1)).toEqual([]);
    expect(checkSeconds('d', Duration.hours(1), 0, 3600)).toEqual([]);
  });

  test.each<[string, any, string]>([
    [
      'half a second',
      Duration.millis(500),
      '\'d\' ("0.5 s") must be a whole number of seconds between 0 s and 3600 s; round it (value/seconds)',
    ],
    [
      'too long',
      Duration.hours(2),
      '\'d\' ("7200 s") must be a whole number of seconds between 0 s and 3600 s; round it (value/seconds)',
    ],
    ['a number', 15, "'d' (15) must be a Duration; write Duration.seconds(…) (value/seconds)"],
    ['null', null, "'d' (null) must be a Duration; write Duration.seconds(…) (value/seconds)"],
    ['text', '15s', `'d' ("15s") must be a Duration; write Duration.seconds(…) (value/seconds)`],
  ])('refuses %s', (_what, value, text) => {
    expect(textsOf(checkSeconds('d', value, 0, 3600))).toEqual([text]);
  });

  test('names only the lower bound where the upper one is that of the type', () => {
    expect(textsOf(checkSeconds('d', Duration.seconds(0), 1))).toEqual([
      '\'d\' ("0 s") must be a whole number of seconds of at least 1 s; round it (value/seconds)',
    ]);
  });

  test('reads seconds with their fraction', () => {
    expect(secondsOf(Duration.millis(1500))).toBe(1.5);
    expect(secondsOf(Duration.minutes(0.7))).toBe(42);
    expect(secondsOf(15 as any)).toBeNaN();
  });
});

describe('checkReplicaBounds', () => {
  test.each([
    [1, 1, 1],
    [1, 5, 1],
    [0, 5, 0],
  ])('takes %p to %p', (min, max, least) => {
    expect(checkReplicaBounds(min, max, least)).toEqual([]);
  });

  test.each([
    [
      3,
      1,
      [
        "'maxReplicas' (1) must be at least 'minReplicas' (3); raise maxReplicas or lower minReplicas (hpa/replica-bounds)",
      ],
    ],
    [
      0,
      5,
      [
        "'minReplicas' (0) must be at least 1, since an HPA does not scale to zero; use a KedaLlmScaler for that (hpa/replica-bounds)",
      ],
    ],
    [1, 0, ["'maxReplicas' (0) must be a whole number of at least 1; give such a number (value/number)"]],
    [
      '1',
      Number.NaN,
      [
        `'minReplicas' ("1") must be a whole number of at least 1; give such a number (value/number)`,
        "'maxReplicas' (NaN) must be a whole number of at least 1; give such a number (value/number)",
      ],
    ],
  ])('refuses %p to %p', (min, max, texts) => {
    expect(textsOf(checkReplicaBounds(min, max))).toEqual(texts);
  });
});
