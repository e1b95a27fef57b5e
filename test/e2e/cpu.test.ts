import { containersPage } from '../../e2e/world/cpu';
import type { WorldPod } from '../../e2e/world/world';

const pod = (name: string, isReady = true): WorldPod => ({
  name,
  namespace: 'default',
  address: '10.0.0.1',
  isReady,
  readySeconds: 0,
});

describe('the page of the kubelets', () => {
  const load = { cores: 0.5 };
  let pods: WorldPod[] = [];
  const page = containersPage(() => pods, 'server', load);
  /** The CPU time of each pod as it stands on the page at a time, with the time of the reading. */
  const readAt = (milliseconds: number) => {
    jest.setSystemTime(milliseconds);
    const text = page(pods[0], pods) as string;
    return [...text.matchAll(/^container_cpu_usage_seconds_total\{.*pod="(\w+)".*\} (\S+) (\d+)$/gm)].map(
      ([, name, seconds, at]) => [name, Number(seconds), Number(at)],
    );
  };

  beforeAll(() => jest.useFakeTimers({ now: 0 }));
  afterAll(() => jest.useRealTimers());

  test('counts the CPU time from reading to reading, and shows the last one until the next', () => {
    pods = [pod('a')];
    expect(readAt(10_000)).toEqual([['a', 0, 10_000]]);
    expect(readAt(11_900)).toEqual([['a', 0, 10_000]]);
    expect(readAt(12_300)).toEqual([['a', 1, 12_000]]);
  });

  test('shows a load that changed between two readings from the second on, and never some of both', () => {
    load.cores = 2;
    expect(readAt(14_100)).toEqual([['a', 2, 14_000]]);
    expect(readAt(16_000)).toEqual([['a', 6, 16_000]]);
  });

  test('divides the load over the pods that are ready, and forgets those that are gone', () => {
    pods = [pod('a'), pod('b'), pod('c', false)];
    readAt(18_000);
    expect(readAt(20_000)).toEqual([
      ['a', 12, 20_000],
      ['b', 2, 20_000],
      ['c', 0, 20_000],
    ]);
    pods = [pod('b')];
    expect(readAt(22_000)).toEqual([['b', 4, 22_000]]);
  });
});
