import { homedir } from 'node:os';
import { join } from 'node:path';

/** The folder of this repository. */
export const PROJECT = join(__dirname, '..', '..');

/** Where everything lies that is built or written at run time: outside the tracked files, shared by all runs. */
export const CACHE = process.env.E2E_CACHE ?? join(homedir(), '.cache', 'cdk8s-llm-inference', 'e2e');

/** One folder per set of programs and key, see build.ts. */
export const PROGRAMS = join(CACHE, 'programs');

/** One folder per run of a control plane, see run.ts. */
export const RUNS = process.env.E2E_RUNS ?? join(CACHE, 'runs');
