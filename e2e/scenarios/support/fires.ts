// What e2e/tools/go-cron does, by our own computation: questions from standard input, an answer to each, a line each.
// A program of its own, because the search is many times slower inside of jest.
import { readFileSync } from 'node:fs';
import { nextFire } from '../../../src/kubernetes/next-fire';
import { offsetsOf, type ZoneOffsets } from '../../../src/kubernetes/zone-offsets';
import type { Answer, Question } from './go-cron';

const zones = new Map<string, ZoneOffsets>();

function reply({ schedule, zone, after, count }: Question): Answer {
  const offsets = zones.get(zone) ?? offsetsOf(zone);
  zones.set(zone, offsets);
  const next = nextFire(schedule, offsets);
  const fires: number[] = [];
  for (let at = next(after); at !== undefined && fires.length < count; at = next(at)) fires.push(at);
  return fires.length > 0 ? { fires } : {};
}

const questions = readFileSync(0, 'utf8').trim().split('\n');
for (const line of questions) process.stdout.write(`${JSON.stringify(reply(JSON.parse(line) as Question))}\n`);
