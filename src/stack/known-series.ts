import { ENGINES } from '../metrics/catalogue';
import { ACK_DCGM } from '../metrics/catalogue/ack-dcgm';
import { DCGM } from '../metrics/catalogue/dcgm';
import { type SeriesRow, type SeriesTable, seriesName } from '../metrics/series';

/** Something that an exporter of the catalogue calls by a name. */
export interface KnownSeries {
  /** The engine or exporter. */
  readonly table: SeriesTable;
  /** What it calls so, with the other names that it has had. */
  readonly row: SeriesRow;
  /** The name in the catalogue; for a histogram the one without suffix. */
  readonly base: string;
}

/** Exporters of GPU metrics whose series are known. */
export const GPU_TABLES: readonly SeriesTable[] = [DCGM, ACK_DCGM];

const SAMPLES = ['_bucket', '_sum', '_count'];
let index: ReadonlyMap<string, readonly KnownSeries[]> | undefined;

/** Who exports something under a name, in any version. */
export function knownSeries(name: string): readonly KnownSeries[] {
  index ??= indexOf([...ENGINES, ...GPU_TABLES]);
  return index.get(name) ?? [];
}

/** Every name that is known. */
export function seriesNames(): Iterable<string> {
  index ??= indexOf([...ENGINES, ...GPU_TABLES]);
  return index.keys();
}

function indexOf(tables: readonly SeriesTable[]): ReadonlyMap<string, readonly KnownSeries[]> {
  const found = new Map<string, KnownSeries[]>();
  for (const table of tables)
    for (const row of table.rows)
      for (const { name: base } of row.names)
        for (const name of samplesOf(row, base)) found.set(name, [...(found.get(name) ?? []), { table, row, base }]);
  return found;
}

function samplesOf({ kind }: SeriesRow, base: string): readonly string[] {
  return kind === 'histogram' ? SAMPLES.map((suffix) => `${base}${suffix}`) : [base];
}

/** Whether a version exports the series under this name. Without a version, whether any does still. */
export function isCurrent({ row, base }: KnownSeries, version: string | undefined): boolean {
  if (version === undefined) return true;
  return seriesName(row, version) === base;
}

/** What the thing that a name means is called by another exporter or version, with the suffix of the name. */
export function nameIn(
  known: KnownSeries,
  name: string,
  table: SeriesTable,
  version: string | undefined,
): string | undefined {
  const row = table.rows.find(({ concept }) => concept === known.row.concept);
  const right = row && seriesName(row, version);
  if (right === undefined) return undefined;
  return row?.kind === 'histogram' ? `${right}${suffixOf(known, name)}` : right;
}

function suffixOf({ row, base }: KnownSeries, name: string): string {
  return row.kind === 'histogram' ? name.slice(base.length) : '_bucket';
}
