import type { Rows } from './cases';
import { KED } from './keda';
import { IN_MANIFESTS } from './manifests';
import { MET } from './metrics';
import { NAM } from './names';
import { RPO } from './placement';
import { HPA } from './scalers';
import { CRN } from './schedules';
import { MON, SEC } from './security';
import { ISV } from './services';
import { RAW } from './values';

const IN_CONSTRUCTS: Rows = {
  ...RAW,
  ...NAM,
  ...HPA,
  ...MET,
  ...KED,
  ...CRN,
  ...ISV,
  ...RPO,
  ...MON,
  ...SEC,
};

/**
 * Every bad input of the catalogue (165 rows in ten groups), by the ids of its rows, and what becomes of it: refused or
 * warned of by the constructs with these messages, accepted with this value, impossible to write, found by the checks in
 * manifests, or known to the cluster only.
 */
export const BAD_INPUTS: Rows = Object.fromEntries(
  Object.entries(IN_CONSTRUCTS).map(([row, outcomes]) => [row, [...outcomes, ...(IN_MANIFESTS[row] ?? [])]]),
);
