import fc from 'fast-check';
import { Unreadable } from '../../../src/rehearsal/reader';
import { ScaledTraffic, type TrafficScale } from '../../../src/rehearsal/trace/scale';
import { parseTraffic } from '../../../src/rehearsal/trace/spec';
import type { Traffic } from '../../../src/rehearsal/trace/traffic';
import { readable } from '../support';

const HOUR = 3_600_000;
const DEFAULTS = { seed: 1, durationMs: HOUR };

function sourceOf(text: string) {
  return readable(parseTraffic(text, DEFAULTS));
}

const trafficOf = (text: string) => sourceOf(text).open().traffic as Traffic;

/** The columns of all requests, one list each. */
function columns(traffic: Traffic) {
  const times: number[] = [];
  const prompts: number[] = [];
  const outputs: number[] = [];
  for (let batch = traffic.next(); batch !== undefined; batch = traffic.next()) {
    for (let place = 0; place < batch.count; place++) {
      times.push(batch.arrivalMs[place]);
      prompts.push(batch.promptTokens[place]);
      outputs.push(batch.outputTokens[place]);
    }
  }
  return { times, prompts, outputs };
}

const mean = (list: readonly number[]) => list.reduce((sum, each) => sum + each, 0) / list.length;
function deviationOf(list: readonly number[]): number {
  const middle = mean(list);
  return Math.sqrt(mean(list.map((each) => (each - middle) ** 2)));
}

/** As `toEqual`, which takes seconds for lists of this length. */
const areSame = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);
const isSorted = (list: readonly number[]) => list.every((each, place) => place === 0 || each >= list[place - 1]);
function countBetween(times: readonly number[], fromMs: number, toMs: number): number {
  let count = 0;
  for (const time of times) if (time >= fromMs && time < toMs) count++;
  return count;
}

describe('what is written becomes requests', () => {
  test('constant: as often as it says, by a clock when nothing varies', () => {
    const { times, prompts, outputs } = columns(trafficOf('constant:rate=2,cv=0,tokens=100/20,spread=0/0,duration=5s'));
    expect(times).toEqual([500, 1000, 1500, 2000, 2500, 3000, 3500, 4000, 4500]);
    expect([...new Set(prompts), ...new Set(outputs)]).toEqual([100, 20]);
  });

  test('a spike may come at once', () => {
    const { times } = columns(trafficOf('spike:base=1,peak=4,at=0s,for=2s,cv=0,duration=5s'));
    expect([countBetween(times, 0, 2001), countBetween(times, 2001, 5001)]).toEqual([8, 2]);
  });

  test('rates may be per minute or hour', () => {
    const perSecond = columns(trafficOf('constant:rate=2,cv=0')).times;
    expect(areSame(columns(trafficOf('constant:rate=120/m,cv=0')).times, perSecond)).toBe(true);
    expect(columns(trafficOf('constant:rate=7200/h,cv=0')).times).toHaveLength(7199);
  });

  test('the time between requests has the mean and the variation that it says', () => {
    for (const cv of [0.5, 1, 3]) {
      const { times } = columns(trafficOf(`constant:rate=20,cv=${cv}`));
      const gaps = times.slice(1).map((time, place) => time - times[place]);
      expect(Math.abs(mean(gaps) / 50 - 1)).toBeLessThan(0.05);
      expect(Math.abs(deviationOf(gaps) / mean(gaps) / cv - 1)).toBeLessThan(0.07);
    }
  });

  test('tokens are lognormal with the mean and the spread that it says, and none is longer than allowed', () => {
    const { prompts, outputs } = columns(trafficOf('constant:rate=20,tokens=1000/200,spread=0.9/0.5,longest=6000'));
    expect(Math.abs(mean(outputs) / 200 - 1)).toBeLessThan(0.02);
    const logs = outputs.map(Math.log);
    expect(Math.abs(deviationOf(logs) - 0.5)).toBeLessThan(0.01);
    expect([Math.max(...prompts), Math.min(...prompts) >= 1]).toEqual([6000, true]);
  });

  test('ramp, step and spike have their rates at their times', () => {
    const ramp = columns(trafficOf('ramp:from=0,to=10,over=10m,duration=15m,cv=0')).times;
    expect([
      countBetween(ramp, 0, 300_000),
      countBetween(ramp, 300_000, 600_000),
      countBetween(ramp, 600_000, 900_000),
    ]).toEqual([749, 2250, 3000]);
    const step = columns(trafficOf('step:rates=1;4;2,every=1m,cv=0')).times;
    expect([0, 1, 2].map((minute) => countBetween(step, minute * 60_000, (minute + 1) * 60_000))).toEqual([
      59, 240, 120,
    ]);
    const spike = columns(trafficOf('spike:base=1,peak=10,at=2m,for=1m,duration=5m,cv=0')).times;
    expect([0, 1, 2, 3, 4].map((minute) => countBetween(spike, minute * 60_000, (minute + 1) * 60_000))).toEqual([
      59, 60, 600, 60, 60,
    ]);
  });

  test('diurnal: the mean of a week, the ratio of a day, its hour, and weekends', () => {
    const { times } = columns(trafficOf('diurnal:mean=0.2,ratio=3,peak=14,weekend=0.5,start=friday,duration=7d,cv=0'));
    const perDay = Array.from({ length: 7 }, (_, day) => countBetween(times, day * 24 * HOUR, (day + 1) * 24 * HOUR));
    expect(Math.abs(times.length / (0.2 * 7 * 86_400) - 1)).toBeLessThan(0.001);
    // Friday, then the weekend.
    expect(perDay.map((count) => Math.round((count / perDay[0]) * 100) / 100)).toEqual([1, 0.5, 0.5, 1, 1, 1, 1]);
    const around = (hour: number) => countBetween(times, (hour - 0.25) * HOUR, (hour + 0.25) * HOUR);
    expect(Math.abs(around(14) / around(2) - 3)).toBeLessThan(0.02);
  });

  test('mixes come in the order of time and are the sum of their parts', () => {
    const parts = [
      'constant:rate=3,tokens=50/5,spread=0/0',
      'spike:base=0,peak=9,at=10m,for=5m,tokens=70/7,spread=0/0',
    ];
    const { times, prompts } = columns(trafficOf(parts.join(' + ')));
    expect(isSorted(times)).toBe(true);
    expect(prompts.filter((tokens) => tokens === 50)).toHaveLength(columns(trafficOf(parts[0])).times.length);
    expect(Math.abs(prompts.filter((tokens) => tokens === 70).length / 2700 - 1)).toBeLessThan(0.1);
    expect(sourceOf(parts.join('+')).title).toBe(parts.join(' + '));
  });

  test('users wait for their answers', () => {
    const { users, traffic } = sourceOf(
      'users:count=5,think=2s,tokens=200/200,spread=0/0,duration=5m,requests=100',
    ).open();
    expect(traffic).toBeUndefined();
    const [{ promptTokens, outputTokens, ...rest }] = users ?? [];
    expect(rest).toEqual({
      title: 'users:count=5,think=2s,tokens=200/200,spread=0/0,duration=5m,requests=100',
      count: 5,
      startMs: 0,
      endMs: 300_000,
      rampMs: 0,
      thinkMs: 2000,
      requests: 100,
    });
    expect([promptTokens.next(), outputTokens.next()]).toEqual([200, 200]);
  });

  test('the same seed gives the same requests, another seed others, and each opening begins anew', () => {
    const source = sourceOf('constant:rate=5,seed=7');
    const [first, second] = [source.open(), source.open()].map(({ traffic }) => columns(traffic as Traffic));
    expect(areSame(first, second)).toBe(true);
    expect(areSame(columns(trafficOf('constant:rate=5,seed=8')), first)).toBe(false);
  });

  test('other tokens do not move the requests', () => {
    const [a, b] = ['tokens=10/10', 'tokens=2000/500'].map((tokens) => columns(trafficOf(`constant:rate=5,${tokens}`)));
    expect(areSame(a.times, b.times)).toBe(true);
  });
});

describe('scaling', () => {
  const source = () => trafficOf('constant:rate=20,cv=0,duration=30m');

  test('more requests in the same time, in the order of time', () => {
    const { times } = columns(new ScaledTraffic(source(), { rate: 2.5 }));
    expect(Math.abs(times.length / (2.5 * 36_000) - 1)).toBeLessThan(0.02);
    expect(isSorted(times)).toBe(true);
    expect(times[times.length - 1]).toBeLessThanOrEqual(30 * 60_000);
  });

  test('fewer requests', () => {
    expect(Math.abs(columns(new ScaledTraffic(source(), { rate: 0.1 })).times.length / 3600 - 1)).toBeLessThan(0.1);
  });

  test('the same requests in less time', () => {
    const { times } = columns(source());
    const faster = columns(new ScaledTraffic(source(), { time: 0.5 })).times;
    const halved = times.map((time) => time / 2);
    expect(areSame(faster, halved)).toBe(true);
    const title = 'constant:rate=20,cv=0,duration=30m';
    const titleOf = (scale: TrafficScale) => new ScaledTraffic(source(), scale).title;
    expect(titleOf({ rate: 2, time: 0.5 })).toBe(`${title}, 2 times the requests, 0.5 times the time`);
    expect([titleOf({ rate: 2 }), titleOf({ time: 0.5 }), titleOf({})]).toEqual([
      `${title}, 2 times the requests`,
      `${title}, 0.5 times the time`,
      title,
    ]);
  });
});

describe('what cannot be read', () => {
  test.each<[string, string[]]>([
    [
      'foo:rate=1',
      [
        "'foo' must be a kind of traffic, constant, ramp, step, spike, diurnal, users; write for example constant:rate=4,tokens=1155/211,duration=1h",
      ],
    ],
    ['constant', ["'constant' must have rate=…, requests per second, such as 4, or 240/m"]],
    [
      'constant:rat=4',
      [
        "'constant' must have rate=…, requests per second, such as 4, or 240/m",
        "'rat' in 'constant' must be one of rate, duration, cv, tokens, spread, longest, seed; did you mean rate?",
      ],
    ],
    ...['', '4/x', '/s', '4/s/s', 'four/m'].map((rate): [string, string[]] => [
      `constant:rate=${rate}`,
      [`'rate' (${JSON.stringify(rate)}) in 'constant' must be requests per second, such as 4, or 240/m`],
    ]),
    [
      'users:count=1,think=5',
      [`'think' ("5") in 'users' must be a duration with its unit, such as 80ms, 2s, 1m30s, 12h or 7d`],
    ],
    ['constant:rate=4,rate=5', ["'rate' in 'constant' must be given once"]],
    ['constant:rate=4,now', ["'now' in 'constant' must be KEY=VALUE, such as rate=4"]],
    ['constant:rate=-4', [`'rate' ("-4") in 'constant' must be requests per second, such as 4, or 240/m`]],
    [
      'constant:rate=4,duration=5',
      [`'duration' ("5") in 'constant' must be a duration with its unit, such as 80ms, 2s, 1m30s, 12h or 7d, above 0`],
    ],
    [
      'constant:rate=4,duration=0s',
      [`'duration' ("0s") in 'constant' must be a duration with its unit, such as 80ms, 2s, 1m30s, 12h or 7d, above 0`],
    ],
    ['constant:rate=4,tokens=100', [`'tokens' ("100") in 'constant' must be PROMPT/ANSWER, such as 1155/211`]],
    ['constant:rate=4,tokens=0/5', [`'tokens' ("0/5") in 'constant' must be PROMPT/ANSWER, such as 1155/211`]],
    ['constant:rate=4,seed=1.5', [`'seed' ("1.5") in 'constant' must be a whole number of at least 0`]],
    ['diurnal:mean=4,ratio=0.5', [`'ratio' ("0.5") in 'diurnal' must be a number of at least 1`]],
    [
      'diurnal:mean=4,start=noon',
      [`'start' ("noon") in 'diurnal' must be one of sunday, monday, tuesday, wednesday, thursday, friday, saturday`],
    ],
    [
      'step:rates=1,every=1m',
      [`'rates' ("1") in 'step' must be two or more rates with semicolons between, such as 1;4;2`],
    ],
    ['users:count=0', [`'count' ("0") in 'users' must be a whole number of at least 1`]],
    ['constant:rate=1 + users', ["'users' must have count=…, a whole number of at least 1"]],
  ])('%s', (text, reasons) => {
    expect(parseTraffic(text, DEFAULTS)).toEqual(new Unreadable(reasons));
  });

  test('whatever is written is read or refused', () => {
    const words = fc.constantFrom(
      'constant',
      'users',
      ':',
      '=',
      ',',
      '+',
      'rate',
      'count',
      '4',
      '1;2',
      '1h',
      '/',
      ' ',
      'é',
      '-',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 12 }), (list) => {
        const source = parseTraffic(list.join(''), DEFAULTS);
        if (source instanceof Unreadable) expect(source.reasons.length).toBeGreaterThan(0);
        else source.open().traffic?.next();
      }),
    );
  });
});
