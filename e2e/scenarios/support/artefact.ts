import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { PROJECT } from '../../control-plane/cache';
import type { Change } from '../../world/timeline';

/** Where the timelines of the last run are, a file for each group of tests; they are compared with others, and kept. */
export const TIMELINES = process.env.E2E_TIMELINES ?? join(PROJECT, 'e2e', 'timelines');

/** What is kept of a group of tests. */
export interface Artefact {
  /** The test file, without its folder and ending. */
  readonly scenario: string;
  readonly group: string;
  /** How long the control plane took to start. */
  readonly startSeconds: number;
  /** From the start of the control plane to the end of the last test. */
  readonly seconds: number;
  /** The most memory that the programs of the group had together, in MB. */
  readonly peakMegabytes: number;
  readonly failures: number;
  /** Seconds are since the start of the control plane was done. */
  readonly changes: readonly Change[];
}

/** Writes the file of a group, and gives its path. */
export function keep(artefact: Artefact): string {
  mkdirSync(TIMELINES, { recursive: true });
  const name = `${artefact.scenario}.${artefact.group.replace(/[^a-z0-9]+/gi, '-').slice(0, 80)}`.toLowerCase();
  const path = join(TIMELINES, `${name}.json`);
  // Renamed into place: a run beside this one may write the same.
  writeFileSync(`${path}.${process.pid}`, `${JSON.stringify(artefact, undefined, 1)}\n`);
  renameSync(`${path}.${process.pid}`, path);
  return path;
}
