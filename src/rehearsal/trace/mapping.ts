import { Unreadable } from '../reader';
import type { TimeForm, TraceFormat } from './formats';

const FORM = 'time=FIELD:UNIT,prompt=FIELD,output=FIELD, with s, ms, us, ns or date for UNIT';
const TIME_FORMS: readonly TimeForm[] = ['s', 'ms', 'us', 'ns', 'date'];

/**
 * Reads which fields of a trace are meant, such as `time=ts:ms,prompt=in_tokens,output=out_tokens`. Columns of a CSV
 * without a line of names are meant by their numbers: `time=1:s,prompt=2,output=3`.
 */
export function parseMapping(text: string): TraceFormat | Unreadable {
  const fields = new Map<string, string>();
  for (const item of text.split(',')) {
    const [, key, value] = /^\s*(time|prompt|output)\s*=\s*(.+?)\s*$/.exec(item) ?? [];
    if (key === undefined) return new Unreadable([`'${item.trim()}' must be a part of ${FORM}`]);
    if (fields.has(key)) return new Unreadable([`'${key}' must be given once`]);
    fields.set(key, value);
  }
  const [time, prompt, output] = ['time', 'prompt', 'output'].map((key) => fields.get(key));
  if (time === undefined || prompt === undefined || output === undefined) {
    return new Unreadable([`'${text}' must be ${FORM}`]);
  }
  const [, name, unit] = /^(.+):(\w+)$/.exec(time) ?? [];
  const timeForm = TIME_FORMS.find((form) => form === unit);
  if (timeForm === undefined)
    return new Unreadable([`'${time}' must be FIELD:UNIT, with s, ms, us, ns or date for UNIT`]);
  return { name: 'mapped', time: name, timeForm, prompt, output, source: '' };
}
