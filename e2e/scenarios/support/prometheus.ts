import type { ControlPlane } from '../../control-plane/control-plane';
import { PORTS } from '../../control-plane/ports';

/** An element of the answer to a query. */
export interface Element {
  readonly metric: Readonly<Record<string, string>>;
  readonly value: number;
}

/** What Prometheus answers to a query. */
export async function ask(plane: ControlPlane, query: string): Promise<Element[]> {
  const { result } = await get<{ result: { metric: Record<string, string>; value: [number, string] }[] }>(
    plane,
    `query?query=${encodeURIComponent(query)}`,
  );
  return result.map(({ metric, value }) => ({ metric, value: Number(value[1]) }));
}

/** The jobs of monitors with a target that is up. */
export async function jobsThatWork(plane: ControlPlane): Promise<string[]> {
  const { activeTargets } = await get<{ activeTargets: { scrapePool: string; health: string }[] }>(plane, 'targets');
  const pools = activeTargets.filter(({ health }) => health === 'up').map(({ scrapePool }) => scrapePool);
  return [...new Set(pools)].sort();
}

/** The names of the rules that were evaluated without an error. */
export async function rulesThatWork(plane: ControlPlane): Promise<string[]> {
  const { groups } = await get<{ groups: { rules: { name: string; health: string }[] }[] }>(plane, 'rules');
  return groups.flatMap(({ rules }) => rules.filter(({ health }) => health === 'ok').map(({ name }) => name));
}

async function get<T>({ reach }: ControlPlane, path: string): Promise<T> {
  const { status, body } = await reach.call(PORTS.prometheus, `/api/v1/${path}`);
  if (status !== 200) throw new Error(`Prometheus, ${path}: ${body}`);
  return (JSON.parse(body) as { data: T }).data;
}
