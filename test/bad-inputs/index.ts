import type { Rows } from './cases';
import { KED } from './keda';
import { MET } from './metrics';
import { NAM } from './names';
import { RPO } from './placement';
import { HPA } from './scalers';
import { CRN } from './schedules';
import { MON, SEC } from './security';
import { ISV } from './services';
import { RAW } from './values';

/**
 * Every bad input of the catalogue (165 rows in ten groups), by the ids of its rows, and what becomes of it: refused or
 * warned of with these messages, accepted with this value, impossible to write, or not to be judged by one construct.
 */
export const BAD_INPUTS: Rows = { ...RAW, ...NAM, ...HPA, ...MET, ...KED, ...CRN, ...ISV, ...RPO, ...MON, ...SEC };
