import { Unreadable } from '../../rehearsal/reader';
import { manifestsIn } from '../../rehearsal/stack/manifests';
import { suggest } from '../../rehearsal/suggest/suggest';
import { openOrder } from '../../rehearsal/sweep/traffic-order';
import type { ExitCode, Io } from '../io';
import { calibrated } from './calibrate';
import { finish, plainOptions, refuse } from './job';
import { readManifests } from './manifests';
import { readOptions, TRAFFIC, wholeNumber } from './options';
import { renderSuggestion } from './render';
import type { SuggestFlags } from './suggest';
import { trafficOrderOf } from './traffic';

const MOST_TRIES = 10_000;

/** Looks for a better policy and shows it. */
export function runSuggest(paths: readonly string[], flags: SuggestFlags, io: Io): ExitCode {
  if (flags.metrics !== undefined)
    return refuse(
      new Unreadable([
        `--metrics: a suggestion goes by latencies, and metrics that were measured have none; give ${TRAFFIC}`,
      ]),
      io,
    );
  const asked = readOptions(flags, TRAFFIC);
  if (asked instanceof Unreadable) return refuse(asked, io);
  const tries = wholeNumber('--tries', flags.tries, 2, MOST_TRIES);
  const traffic = openOrder(trafficOrderOf(flags, asked));
  const manifests = readManifests(paths, io);
  const reasons = [tries, traffic, manifests].flatMap((read) => (read instanceof Unreadable ? read.reasons : []));
  if (tries instanceof Unreadable || traffic instanceof Unreadable || manifests instanceof Unreadable)
    return refuse(new Unreadable(reasons), io);
  const read = manifestsIn(manifests.texts);
  if (read instanceof Unreadable) return refuse(read, io);
  const options = calibrated(plainOptions(asked, flags, manifests), flags, manifests.texts);
  if (options instanceof Unreadable) return refuse(options, io);
  const suggestion = suggest(
    read.map(({ fields }) => fields),
    {
      ...options,
      traffic,
      tries,
      progress: (tried) => io.progress?.(`suggest: ${tried} policies rehearsed`),
    },
  );
  io.progress?.('');
  if (suggestion instanceof Unreadable) return refuse(suggestion, io);
  return finish(renderSuggestion(suggestion, asked.format, flags.out, io), [], io);
}
