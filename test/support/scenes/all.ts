import { AROUND } from './around';
import { SCALERS } from './scalers';
import type { Scene } from './scene';
import { SERVICES } from './services';

/** Parts of apps in which, together, something is given in every place of the API. */
export const SCENES: Readonly<Record<string, Scene>> = { ...SERVICES, ...SCALERS, ...AROUND };
