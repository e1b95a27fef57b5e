import type { ControlPlane } from '../../control-plane/control-plane';
import type { KubeObject } from '../../control-plane/kubectl';

/** Nothing goes wrong in these that a controller would not say. */
const QUIET = ['gateway', 'world', 'etcd', 'kube-apiserver'];
const LOG_LINES = 12;
const EVENTS = 60;

interface Event extends KubeObject {
  readonly lastTimestamp?: string;
  readonly eventTime?: string;
  readonly reason?: string;
  readonly message?: string;
  readonly count?: number;
  readonly involvedObject?: { readonly kind: string; readonly namespace?: string; readonly name: string };
}

/** What the cluster says of itself, for whoever has to find out why a test failed: events and the ends of the logs. */
export async function evidence({ kubectl, processes }: ControlPlane): Promise<string> {
  const events = await kubectl.list('events').catch((error: Error) => [`they cannot be had: ${error.message}`]);
  const logs = processes.all
    .filter(({ name }) => !QUIET.includes(name))
    .map((running) => `--- the last of ${running.name}\n${running.tail(LOG_LINES)}`);
  const lines = events.every((event) => typeof event === 'string')
    ? events
    : (events as Event[]).sort(byTime).map(line);
  return [...processes.complaints(), '--- events', ...lines.slice(-EVENTS), ...logs].join('\n');
}

function timeOf({ lastTimestamp, eventTime }: Event): string {
  return lastTimestamp ?? eventTime ?? '';
}

function byTime(one: Event, other: Event): number {
  return timeOf(one).localeCompare(timeOf(other));
}

function line(event: Event): string {
  const { kind, namespace, name } = event.involvedObject ?? { kind: '', name: '' };
  const times = (event.count ?? 1) > 1 ? ` (${event.count} times)` : '';
  return `${timeOf(event)} ${kind} ${namespace ?? ''}/${name} ${event.reason}${times}: ${event.message}`;
}
