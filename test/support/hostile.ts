import { stringify } from 'yaml';
import { HOSTILE_OBJECTS } from './hostile-objects';
import { oneOf } from './mutants/random';

type Random = () => number;

/** Something that nobody should write, as a text or as objects that a program made. */
export type Hostile = { readonly text: string } | { readonly objects: readonly unknown[] };

/** Values of which one stands where another was expected. */
const WEIRD: readonly ((random: Random) => unknown)[] = [
  () => null,
  () => true,
  () => 0,
  () => -1,
  () => 1e308,
  () => 2 ** 53,
  () => 0.1,
  () => Number.NaN,
  () => '',
  () => ' ',
  () => 'x'.repeat(300),
  () => '{{ .Values.x }}',
  () => '\u0000\u2028\ud800',
  () => '🙂',
  () => '10',
  () => '1e3',
  () => '9'.repeat(400),
  () => '1h',
  () => '* * * * * *',
  () => 'a/b/c',
  () => 'http://user:password@[::1]:99999/',
  () => '[a-z',
  () => '(a+)+$',
  () => [],
  () => [null],
  () => [[[]]],
  () => ({}),
  () => ({ a: null }),
  () => JSON.parse('{"__proto__": {"polluted": true}, "constructor": 1, "toString": 2}'),
  () => nested(80),
  (random) => promqlSoup(random),
  (random) => oneOf(HOSTILE_OBJECTS, random),
];

function nested(depth: number): unknown {
  let value: unknown = 'x';
  for (let i = 0; i < depth; i++) value = i % 2 === 0 ? [value] : { a: value };
  return value;
}

/** Every place in a value that can hold another value. */
function places(value: unknown, found: [Record<string, unknown>, string][] = []): [Record<string, unknown>, string][] {
  if (typeof value !== 'object' || value === null) return found;
  const holder = value as Record<string, unknown>;
  for (const key of Object.keys(holder)) {
    found.push([holder, key]);
    places(holder[key], found);
  }
  return found;
}

/** Objects of the kinds that are looked at, with values of wrong types in some places. */
function wrongTypes(random: Random): Hostile {
  const count = 1 + Math.floor(random() * 4);
  const objects = Array.from({ length: count }, () => structuredClone(oneOf(HOSTILE_OBJECTS, random)));
  const all = places(objects);
  for (let i = 0; i < 1 + random() * 4; i++) {
    const [holder, key] = oneOf(all, random);
    // A list without one of its items has one less, and no hole.
    if (random() < 0.2 && Array.isArray(holder)) holder.splice(Number(key), 1);
    else if (random() < 0.2 && !Array.isArray(holder)) delete holder[key];
    else holder[key] = oneOf(WEIRD, random)(random);
  }
  return random() < 0.2 ? { text: objects.map((object) => JSON.stringify(object)).join('\n---\n') } : { objects };
}

const WORDS = [
  'vllm:num_requests_running',
  'DCGM_FI_DEV_GPU_UTIL',
  'sum',
  'rate',
  'avg by (pod)',
  'histogram_quantile',
  'label_replace',
  'topk',
  '(',
  ')',
  '{',
  '}',
  '[',
  ']',
  '[5m]',
  '[1m:]',
  ',',
  '"pod"',
  '"(.+)"',
  '"$1"',
  "'x",
  '`',
  '=',
  '=~',
  '!=',
  '!~',
  '"(a+)+$"',
  '"["',
  'namespace',
  '__name__',
  'by',
  'on(pod)',
  'group_left',
  'or',
  'and',
  '> bool',
  '+',
  '/',
  '^',
  '-',
  '0',
  '1e999',
  'Inf',
  'NaN',
  'offset 5m',
  '@ start()',
  '#',
  '\n',
  '\\',
  '\u0000',
  '🙂',
];

/** A text of the words of PromQL, in no order. */
export function promqlSoup(random: Random): string {
  if (random() < 0.1) return oneOf(['(', 'sum(', '-', 'a{'], random).repeat(1 + Math.floor(random() * 500));
  return Array.from({ length: 1 + Math.floor(random() * 30) }, () => oneOf(WORDS, random)).join(
    random() < 0.5 ? '' : ' ',
  );
}

/** A query that is asked by everything that asks one. */
function queries(random: Random): Hostile {
  const [deployment] = HOSTILE_OBJECTS;
  const meta = { name: 'q', namespace: 'llm' };
  const adapter = { rules: [{ seriesQuery: promqlSoup(random), metricsQuery: promqlSoup(random), name: { as: 'x' } }] };
  return {
    objects: [
      deployment,
      {
        apiVersion: 'keda.sh/v1alpha1',
        kind: 'ScaledObject',
        metadata: meta,
        spec: {
          scaleTargetRef: { name: 'qwen' },
          triggers: [{ type: 'prometheus', metadata: { query: promqlSoup(random) } }],
        },
      },
      {
        apiVersion: 'monitoring.coreos.com/v1',
        kind: 'PrometheusRule',
        metadata: meta,
        spec: {
          groups: [
            {
              name: 'g',
              rules: [
                { record: 'a', expr: promqlSoup(random) },
                { alert: 'A', expr: promqlSoup(random) },
              ],
            },
          ],
        },
      },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: meta, data: { 'config.yaml': JSON.stringify(adapter) } },
    ],
  };
}

const PIECES = [
  'a',
  ': ',
  '\n',
  '  ',
  '- ',
  '[',
  ']',
  '{',
  '}',
  ',',
  '&x ',
  '*x',
  '<<: *x',
  '!!str ',
  '!<tag:x> ',
  '"',
  "'",
  '|\n',
  '>-\n',
  '---\n',
  '...\n',
  '%YAML 1.2\n',
  '# c\n',
  '? ',
  '\t',
  '\r',
  '\u0000',
  '\u2028',
  '~',
  '0x1f',
  '1e999',
  '__proto__: ',
  'apiVersion: v1\nkind: Service\n',
];

/** A text of the signs of YAML, in no order. */
export const yamlSoup = (random: Random): { readonly text: string } => ({
  text: Array.from({ length: 1 + Math.floor(random() * 60) }, () => oneOf(PIECES, random)).join(''),
});

function deep(random: Random): Hostile {
  const depth = 1 + Math.floor(random() * 2000);
  return { text: oneOf(['[', '{a: ', '- ', '? ', '{"a":', '!!x ', '&a '], random).repeat(depth) };
}

function bomb(random: Random): Hostile {
  const levels = 2 + Math.floor(random() * 12);
  const width = 2 + Math.floor(random() * 9);
  const lines = Array.from({ length: levels }, (_, i) => `k${i + 1}: &k${i + 1} [${Array(width).fill(`*k${i}`)}]`);
  return {
    text: `k0: &k0 {apiVersion: v1, kind: List}\n${lines.join('\n')}\nitems: *k${levels}\nkind: List\napiVersion: v1`,
  };
}

function truncated(random: Random): Hostile {
  const text = stringify(oneOf(HOSTILE_OBJECTS, random));
  const cut = text.slice(0, Math.floor(random() * text.length));
  return { text: random() < 0.5 ? cut : `${cut}\n${text.slice(Math.floor(random() * text.length))}` };
}

const KINDS: readonly (readonly [number, (random: Random) => Hostile])[] = [
  [0.62, wrongTypes],
  [0.82, queries],
  [0.94, yamlSoup],
  [0.955, truncated],
  [0.96, deep],
  [1, bomb],
];

/** The next thing that nobody should write. */
export function hostile(random: Random): Hostile {
  const at = random();
  const [, make] = KINDS.find(([upTo]) => at < upTo) ?? KINDS[0];
  return make(random);
}
