import { parentPort, workerData } from 'node:worker_threads';
import { Unreadable } from '../reader';
import { parseSweep, policiesOf } from './grammar';
import type { Answer, SweepOrder } from './pool';
import { rehearsePolicy } from './sweep';
import { kept, openOrder } from './traffic-order';

const { objects, sweep, traffic, options } = workerData as SweepOrder;
const axes = parseSweep(sweep);
const source = options.recorded === undefined ? openOrder(traffic) : undefined;
const policies = axes instanceof Unreadable ? [] : policiesOf(axes);
const requests = source === undefined || source instanceof Unreadable ? source : kept(source);

parentPort?.on('message', (index: number) => parentPort?.postMessage(answer(index)));

function answer(index: number): Answer {
  if (requests instanceof Unreadable) return { index, reasons: requests.reasons };
  const result = rehearsePolicy(objects, policies[index], { ...options, traffic: requests });
  return result instanceof Unreadable ? { index, reasons: result.reasons } : { index, totals: result.totals };
}
