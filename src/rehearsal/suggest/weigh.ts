import { formatMeasure } from '../report/verdict-text';
import type { Attainment, Totals } from '../result';
import type { Scales } from '../sweep/pareto';

/** Whether all objectives are met. */
export function isMet({ attainment }: Totals): boolean {
  return attainment.every((each) => each.isMet);
}

/** Whether one is better: objectives first, then the cost, then calm. */
export function beats(one: Totals, other: Totals, scales: Scales): boolean {
  if (isMet(one) !== isMet(other)) return isMet(one);
  if (!isMet(one) && margin(one) !== margin(other)) return margin(one) > margin(other);
  const [price, otherPrice] = [priceOf(one, scales), priceOf(other, scales)];
  return price === otherPrice ? one.rescales < other.rescales : price < otherPrice;
}

/** Why a neighbour of what is proposed is not proposed itself. */
export function whyNot(totals: Totals, proposed: Totals, scales: Scales): string {
  if (isMet(proposed) && !isMet(totals)) {
    const [worst] = [...totals.attainment].sort((one, other) => aboveDemand(one) - aboveDemand(other));
    return `${formatMeasure(shareOf(worst), 'share')} within ${worst.objective.name}: not met`;
  }
  if (!isMet(proposed) && margin(totals) < margin(proposed)) {
    const share = Math.min(...totals.attainment.map(shareOf));
    return `${formatMeasure(share, 'share')} ${scales.service.title}: further from the objective`;
  }
  const [price, least] = [priceOf(totals, scales), priceOf(proposed, scales)];
  if (price > least) return `dearer: ${formatMeasure(price, scales.cost.unit)}`;
  return price === least && totals.rescales === proposed.rescales ? 'comes to the same' : 'changes more often';
}

/** How far the worst objective is from being met; above zero it is. */
function margin({ attainment }: Totals): number {
  return Math.min(...attainment.map(aboveDemand));
}

function aboveDemand(attainment: Attainment): number {
  return shareOf(attainment) - attainment.objective.quantile;
}

/** Without any request nobody was served within the objective. */
function shareOf({ share }: Attainment): number {
  return share ?? 0;
}

function priceOf(totals: Totals, { cost }: Scales): number {
  return cost.of(totals) ?? 0;
}
