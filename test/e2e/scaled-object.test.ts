import { expectSteadyReadiness } from '../../e2e/scenarios/support/scaled-object';

/** A timeline of what a ScaledObject said, and when. */
function said(...states: [at: number, value: string][]) {
  return { changes: states.map(([at, value]) => ({ at, what: 'ready', value })) };
}

test.each([
  { name: 'ready from the first look', timeline: said([1, 'True']) },
  { name: 'ready later', timeline: said([1, 'Unknown'], [2, 'False'], [3, 'True']) },
  { name: 'written twice', timeline: said([2, 'False'], [3, 'True'], [3.3, 'False'], [3.6, 'True']) },
])('steady: $name', ({ timeline }) => {
  expectSteadyReadiness(timeline);
});

test.each([
  { name: 'never ready', timeline: said([1, 'Unknown'], [2, 'False']) },
  { name: 'ready no more', timeline: said([1, 'True'], [1.3, 'False']) },
  {
    name: 'away twice',
    timeline: said([1, 'True'], [1.3, 'False'], [1.6, 'True'], [1.9, 'False'], [2.2, 'True']),
  },
  { name: 'away for a moment while it scales', timeline: said([1, 'True'], [60, 'Unknown'], [60.3, 'True']) },
  { name: 'nothing said', timeline: said() },
  { name: 'no timeline', timeline: undefined },
])('not steady: $name', ({ timeline }) => {
  expect(() => expectSteadyReadiness(timeline)).toThrow('expect');
});
