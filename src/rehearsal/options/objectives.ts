import { Unreadable } from '../reader';
import type { Objective } from '../result';
import { DURATION_FORM, parseDuration } from './duration';
import { splitList } from './list';
import { didYouMean } from './nearest';

const MEASURES: readonly Objective['measure'][] = ['ttft', 'tpot', 'e2e'];
const FORM = /^([a-z0-9]+)-p(\d{1,2}(?:\.\d+)?)\s*(?:<=|=)\s*(.+)$/i;

/** Reads objectives, such as `ttft-p95=2s,tpot-p95=80ms`. */
export function parseObjectives(text: string): readonly Objective[] | Unreadable {
  const reasons: string[] = [];
  const objectives: Objective[] = [];
  for (const item of splitList(text)) {
    const objective = parseObjective(item);
    if (typeof objective === 'string') reasons.push(objective);
    else if (objectives.some((each) => nameOf(each) === nameOf(objective)))
      reasons.push(`'${item}' gives ${nameOf(objective)} a second bound; leave one of them`);
    else objectives.push(objective);
  }
  return reasons.length > 0 ? new Unreadable(reasons) : objectives;
}

/** An objective, or what is wrong with the text. */
function parseObjective(item: string): Objective | string {
  const [, measureText, percentile, bound] = FORM.exec(item) ?? [];
  if (measureText === undefined)
    return `'${item}' must be MEASURE-pPERCENTILE=DURATION, such as ttft-p95=2s, tpot-p95=80ms or e2e-p99=30s`;
  const measure = MEASURES.find((each) => each === measureText.toLowerCase());
  if (measure === undefined)
    return `'${measureText}' in '${item}' must be one of ${MEASURES.join(', ')}${didYouMean(measureText, MEASURES)}`;
  const quantile = Number((Number(percentile) / 100).toPrecision(12));
  if (quantile === 0) return `'p${percentile}' in '${item}' must be above p0 and below p100`;
  const seconds = parseDuration(bound);
  if (seconds === undefined || seconds === 0) return `'${bound.trim()}' in '${item}' must be ${DURATION_FORM}`;
  return { name: `${measure}-p${percentile}=${bound.trim()}`, measure, quantile, seconds };
}

function nameOf({ name }: Objective): string {
  return name.slice(0, name.indexOf('='));
}
