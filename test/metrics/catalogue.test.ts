import { ENGINES, enginesWith } from '../../src/metrics/catalogue';
import { ACK_DCGM } from '../../src/metrics/catalogue/ack-dcgm';
import type { EngineConcept } from '../../src/metrics/catalogue/concepts';
import { DCGM } from '../../src/metrics/catalogue/dcgm';
import { compareVersions, type SeriesRow, type SeriesTable } from '../../src/metrics/series';
import { librarySources, textsIn } from '../support/sources';

const TABLES: readonly SeriesTable[] = [...ENGINES, DCGM, ACK_DCGM];
const ROWS = TABLES.flatMap((table) =>
  table.rows.map((row): [string, SeriesRow] => [`${table.title}: ${row.concept}`, row]),
);
const NAMES = [...new Set(ROWS.flatMap(([, row]) => row.names.map(({ name }) => name)))];

/** What a card is, as opposed to what it does: a sum over cards means nothing. */
const STATES_OF_A_CARD = ['GPU temperature', 'SM clock', 'XID error'];
/** Names of exporters whose client library does not add the suffix of the kind. */
const WITHOUT_SUFFIX = /^(tgi_|nv_)/;
/** A histogram that its engine calls a total. */
const CALLED_TOTAL = 'vllm:iteration_tokens_total';

describe.each(TABLES.map((table): [string, SeriesTable] => [table.title, table]))(
  'the table of %s',
  (_title, table) => {
    test('says where the metrics are served', () => {
      expect(table.port).toBeGreaterThan(0);
      expect(table.port).toBeLessThan(65536);
      expect(table.path).toMatch(/^\/[a-z0-9/]+$/);
      for (const label of table.labels) expect(label).toMatch(/^[a-zA-Z_][a-zA-Z0-9_]*$/);
    });

    test('holds a concept once', () => {
      const concepts = table.rows.map(({ concept }) => concept);
      expect(concepts.length).toBeGreaterThan(0);
      expect(new Set(concepts).size).toBe(concepts.length);
    });

    test('knows no name that is newer than its newest version', () => {
      const bounds = table.rows.flatMap(({ names }) => names.flatMap(({ since, until }) => [since, until]));
      for (const bound of bounds) if (bound) expect(compareVersions(bound, table.newest ?? '0')).toBeLessThanOrEqual(0);
    });
  },
);

describe.each(ROWS)('%s', (_title, row) => {
  test('has a source, a unit and a kind', () => {
    expect(new URL(row.source).protocol).toBe('https:');
    expect(['count', 'ratio', 'percent', 'seconds']).toContain(row.unit);
    expect(['gauge', 'counter', 'histogram']).toContain(row.kind);
  });

  test('is never summed when it is a share, and otherwise summed unless it is the state of a card', () => {
    if (row.unit === 'ratio' || row.unit === 'percent') expect(row.aggregation).toBe('avg');
    else if (!STATES_OF_A_CARD.includes(row.concept)) expect(row.aggregation).toBe('sum');
    else expect(['avg', 'max']).toContain(row.aggregation);
  });

  test('is divided only where its name says another unit of time', () => {
    const [divisor] = row.names.map(({ name }) =>
      name.endsWith('_us') ? 1e6 : name.endsWith('_ms') ? 1e3 : undefined,
    );
    expect(row.divisor).toBe(divisor);
  });

  test('has the unit that its kind can have', () => {
    if (row.kind === 'histogram') expect(['seconds', 'count']).toContain(row.unit);
    if (row.kind === 'counter') expect(row.unit).toBe('count');
    if (row.kind === 'gauge') expect(row.unit).not.toBe('seconds');
  });

  test('has names that Prometheus takes, in the form of their kind', () => {
    for (const { name } of row.names) {
      expect(name).toMatch(/^[a-zA-Z_:][a-zA-Z0-9_:]*$/);
      if (WITHOUT_SUFFIX.test(name)) continue;
      expect(name.endsWith('_total')).toBe(row.kind === 'counter' || name === CALLED_TOTAL);
      expect(name.endsWith('_seconds')).toBe(row.unit === 'seconds');
    }
  });

  test('has one name in each version, from its first to the newest', () => {
    row.names.forEach(({ since, until }, index) => {
      const next = row.names.at(index + 1);
      if (next) expect(until).toBe(next.since);
      if (since !== undefined && until !== undefined) expect(compareVersions(since, until)).toBeLessThan(0);
      if (index > 0) expect(since).toBeDefined();
    });
  });
});

describe('a series name', () => {
  const texts = librarySources().flatMap((source) => textsIn(source).map((text) => ({ text, file: source.fileName })));

  test.each(NAMES)('%s stands once in the tables, and nowhere else', (name) => {
    const asWord = new RegExp(`(?<![A-Za-z0-9_:])${name}(?![A-Za-z0-9_:])`);
    const found = texts.filter(({ text }) => asWord.test(text)).map(({ file }) => file);
    // Engines that put no prefix before their names share some; each has them in its own table.
    const tables = ENGINES.filter(({ rows }) => rows.some(({ names }) => names.some((each) => each.name === name)));
    const times = new Set(tables.map(({ rows }) => rows)).size;
    expect(found).toEqual(
      Array(Math.max(1, times)).fill(expect.stringMatching(/^src\/metrics\/catalogue\/[a-z-]+\.ts$/)),
    );
    expect(new Set(found).size).toBe(found.length);
  });

  test('belongs to one concept of one unit, whoever exports it', () => {
    for (const name of NAMES) {
      const rows = ROWS.filter(([, row]) => row.names.some((each) => each.name === name)).map(([, row]) => row);
      expect(new Set(rows.map(({ concept, unit, kind }) => `${concept} ${unit} ${kind}`)).size).toBe(1);
    }
  });
});

describe('enginesWith', () => {
  test.each<[EngineConcept, string[]]>([
    [
      'running requests',
      [
        'vLLM',
        "KServe's huggingface server",
        'NVIDIA NIM',
        'SGLang',
        'Hugging Face TGI',
        'NVIDIA Triton',
        'trtllm-serve',
      ],
    ],
    ['prefill time', ['vLLM', "KServe's huggingface server", 'trtllm-serve']],
    ['prompt tokens per request', ['vLLM', "KServe's huggingface server", 'NVIDIA NIM', 'SGLang', 'Hugging Face TGI']],
    ['token limit of a request', ['vLLM', "KServe's huggingface server", 'Hugging Face TGI']],
    ['tokens per step', ['vLLM', "KServe's huggingface server"]],
  ])('names the engines that export %s', (concept, titles) => {
    expect(enginesWith(concept)).toEqual(titles);
  });
});
