import { EngineMetric, GpuMetric, MetricTarget } from '../../src';
import { ENGINES } from '../../src/metrics/catalogue';
import { ACK_DCGM } from '../../src/metrics/catalogue/ack-dcgm';
import { DCGM } from '../../src/metrics/catalogue/dcgm';
import { HUGGING_FACE_SERVER } from '../../src/metrics/catalogue/huggingface-server';
import type { SeriesRow, SeriesTable } from '../../src/metrics/series';
import { readText, renderTable, tableOf } from '../support/markdown';

const PAGE = readText('docs/metrics.md');
const TABLES: readonly [SeriesTable, object, string][] = [
  ...ENGINES.filter((table) => table !== HUGGING_FACE_SERVER).map((table): [SeriesTable, object, string] => [
    table,
    EngineMetric,
    'EngineMetric',
  ]),
  [DCGM, GpuMetric, 'GpuMetric'],
  [ACK_DCGM, GpuMetric, 'GpuMetric'],
];

describe.each(TABLES.map(([table, handles, name]) => ({ title: table.title, table, handles, name })))(
  'the page about metrics, on $title',
  ({ title, table, handles, name }) => {
    test('says where they are served and up to which version the names are known', () => {
      const known = table.newest === undefined ? '' : `, known up to version ${table.newest}`;
      expect(PAGE).toContain(`## ${title}\n\nPort ${table.port}, path \`${table.path}\`${known}.`);
    });

    test('has a line for each series of the catalogue', () => {
      const rows = table.rows.map((row) => [
        handleOf(row.concept, handles, name),
        seriesCell(row),
        row.kind,
        unit(row),
      ]);
      expect(tableOf(PAGE, title)).toEqual(renderTable(['metric', 'series', 'kind', 'unit'], rows));
    });
  },
);

test('the huggingface server exports what vLLM exports', () => {
  expect(HUGGING_FACE_SERVER.rows).toBe(ENGINES[0].rows);
  expect(PAGE).toContain(`${HUGGING_FACE_SERVER.title} exports them too, on port ${HUGGING_FACE_SERVER.port}.`);
});

function seriesCell({ names, where = {}, needs }: SeriesRow): string {
  const labels = Object.entries(where).map(([label, value]) => `${label}="${value}"`);
  const all = names.map(({ name, since, until }) => {
    const range = [since && `from ${since}`, until && `before ${until}`].filter(Boolean).join(', ');
    return `\`${name}${labels.length > 0 ? `{${labels}}` : ''}\`${range && ` (${range})`}`;
  });
  return [...all, ...(needs === undefined ? [] : [`needs \`${needs}\``])].join(' ');
}

function unit({ kind, unit, divisor }: SeriesRow): string {
  const read = kind === 'counter' ? 'per second' : unit;
  return divisor === undefined ? read : `${read}, divided by ${divisor}`;
}

/** The static member that stands for a concept, whatever exporter has it. */
function handleOf(concept: string, handles: object, className: string): string {
  for (const [key, member] of Object.entries(Object.getOwnPropertyDescriptors(handles))) {
    const isFactory = typeof member.value === 'function';
    const metric = isFactory ? member.value() : member.value;
    if (typeof metric?.target !== 'function') continue;
    const identity = MetricTarget._facts(metric.target(1)).metric;
    if ('concept' in identity && identity.concept === concept && !('table' in identity))
      return `\`${className}.${key}${isFactory ? '(p)' : ''}\``;
  }
  return concept;
}
