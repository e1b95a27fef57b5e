import { type Mistake, mistake } from './mistake';
import { checkInteger } from './numbers';

/** Replica bounds: whole, in order, and at least what the scaler can reach. */
export function checkReplicaBounds(minReplicas: unknown, maxReplicas: unknown, least = 1): Mistake[] {
  const min = leastReplicas(minReplicas, least);
  const max = checkInteger('maxReplicas', maxReplicas, 1);
  if (min.length > 0 || max.length > 0 || (minReplicas as number) <= (maxReplicas as number)) return [...min, ...max];
  return [
    mistake(
      'hpa/replica-bounds',
      'maxReplicas',
      maxReplicas,
      `must be at least 'minReplicas' (${minReplicas})`,
      'raise maxReplicas or lower minReplicas',
    ),
  ];
}

function leastReplicas(minReplicas: unknown, least: number): Mistake[] {
  if (minReplicas !== 0 || least === 0) return checkInteger('minReplicas', minReplicas, least);
  return [
    mistake(
      'hpa/replica-bounds',
      'minReplicas',
      minReplicas,
      'must be at least 1, since an HPA does not scale to zero',
      'use a KedaLlmScaler for that',
    ),
  ];
}
