import type { Rows } from '../cases';
import { KEDA } from './keda';
import { METRICS } from './metrics';
import { MONITORING } from './monitoring';
import { NAMES } from './names';
import { PLACEMENT } from './placement';
import { SCALERS } from './scalers';
import { SCHEDULES } from './schedules';
import { SECURITY } from './security';
import { SERVICES } from './services';
import { VALUES } from './values';

/** The rows of the catalogue that anybody's YAML can hold, and what the checks say of them. */
export const IN_MANIFESTS: Rows = {
  ...VALUES,
  ...NAMES,
  ...METRICS,
  ...MONITORING,
  ...SCALERS,
  ...KEDA,
  ...SCHEDULES,
  ...SERVICES,
  ...PLACEMENT,
  ...SECURITY,
};
