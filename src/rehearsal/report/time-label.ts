/** Longer than a day and its cool-down: then a time of day alone may be meant twice. */
const LONG = 26 * 3600;
const WEEKDAYS = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];

/** A tick of the time axis: the time of day, and the weekday at midnight where it is more than a day. */
export function timeLabel(seconds: number, total: number, startsAt: string): string {
  const at = new Date(Date.parse(startsAt) + seconds * 1000);
  const [hours, minutes, second] = [at.getUTCHours(), at.getUTCMinutes(), at.getUTCSeconds()];
  if (total > LONG && hours === 0 && minutes === 0) return `${WEEKDAYS[at.getUTCDay()]} ${at.getUTCDate()}`;
  const clock = `${two(hours)}:${two(minutes)}`;
  return second === 0 ? clock : `${clock}:${two(second)}`;
}

/** A moment for logs and sentences: the time of day with seconds, and the weekday where it is more than a day. */
export function momentLabel(seconds: number, total: number, startsAt: string): string {
  const at = new Date(Date.parse(startsAt) + Math.round(seconds * 1000));
  const clock = at.toISOString().slice(11, 19);
  return total > LONG ? `${WEEKDAYS[at.getUTCDay()]} ${clock}` : clock;
}

function two(number: number): string {
  return String(number).padStart(2, '0');
}
