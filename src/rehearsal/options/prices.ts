import { Unreadable } from '../reader';
import { splitList } from './list';
import { didYouMean } from './nearest';

/** What a GPU costs while its node is there. */
export interface Price {
  /** The name of a pool of nodes, or `GPU` for all that have no price of their own. */
  readonly of: string;
  /** For one GPU. */
  readonly perGpuHour: number;
}

/** The price of every GPU that has none of its own. */
export const ANY_GPU = 'GPU';

const HOURS: Readonly<Record<string, number>> = { s: 1 / 3600, m: 1 / 60, h: 1, d: 24 };
const FORM = /^(.+?)\s*=\s*\$?(\d+(?:\.\d+)?)\s*\/\s*([a-z]+)$/i;

/** Reads prices, such as `GPU=2.5/h` or `on-premises=0.9/h,cloud=3.2/h`: each for one GPU. */
export function parsePrices(text: string): readonly Price[] | Unreadable {
  const reasons: string[] = [];
  const prices: Price[] = [];
  for (const item of splitList(text)) {
    const [, name, amount, per] = FORM.exec(item) ?? [];
    const of = name?.toLowerCase() === 'gpu' ? ANY_GPU : name;
    if (of === undefined)
      reasons.push(`'${item}' must be NAME=AMOUNT/h, such as GPU=2.5/h for all GPUs or POOL=1.2/h for those of a pool`);
    else if (!Object.hasOwn(HOURS, per))
      reasons.push(`'${per}' in '${item}' must be one of ${Object.keys(HOURS).join(', ')}${didYouMean(per, ['h'])}`);
    else if (prices.some((price) => price.of === of))
      reasons.push(`'${item}' gives ${of} a second price; leave one of them`);
    else prices.push({ of, perGpuHour: Number(amount) / HOURS[per] });
  }
  return reasons.length > 0 ? new Unreadable(reasons) : prices;
}
