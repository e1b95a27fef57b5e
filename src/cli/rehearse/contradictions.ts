import { basename, extname } from 'node:path';
import type { Asked, RehearseFlags } from './flags';

/** What is about traffic, or about rehearsals with it: the rehearsals of `--findings` are its own. */
const NOT_OF_FINDINGS = [
  'trace',
  'traffic',
  'metrics',
  'columns',
  'brokenLines',
  'scaleRate',
  'scaleTime',
  'service',
  'calibrate',
  'slo',
  'price',
  'until',
  'start',
  'replicas',
  'seed',
  'before',
  'sweep',
  'workers',
  'assert',
] as const satisfies readonly (keyof RehearseFlags)[];

/** What says nothing beside `--findings`. */
export function withoutEffect(flags: RehearseFlags): string[] {
  const options = NOT_OF_FINDINGS.filter((name) => flags[name] !== undefined).map(optionOf);
  return options.length === 0 ? [] : [`--findings brings rehearsals of its own; leave ${options.join(', ')} out`];
}

/** What says nothing where none of others is given. */
const OF_USE_WITH: readonly (readonly [keyof RehearseFlags, readonly (keyof RehearseFlags)[]])[] = [
  ['columns', ['trace']],
  ['brokenLines', ['trace']],
  ['scaleRate', ['trace', 'traffic']],
  ['scaleTime', ['trace', 'traffic']],
  ['calibrate', ['trace', 'traffic']],
  ['workers', ['sweep']],
];

function ofNoUse(flags: RehearseFlags): string[] {
  return OF_USE_WITH.filter(
    ([name, others]) => flags[name] !== undefined && others.every((other) => flags[other] === undefined),
  ).map(([name, others]) => `${optionOf(name)} is of use with ${others.map(optionOf).join(' or ')} only`);
}

/** A name as it is written on the command line. */
function optionOf(name: keyof RehearseFlags): string {
  return `--${name.replace(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`)}`;
}

/** What does not go together, or is missing. */
export function contradictions(
  flags: RehearseFlags,
  { assertions, objectives, format }: Asked,
  sources: string,
): string[] {
  const reasons: string[] = [];
  const given = (['trace', 'traffic', 'metrics'] as const).filter((name) => flags[name] !== undefined);
  if (given.length === 0) reasons.push(`nothing is asked of the service; give ${sources}`);
  if (given.length > 1) reasons.push(`${given.map(optionOf).join(' and ')} exclude each other; give one of them`);
  if (flags.before !== undefined && flags.before.length > 0 && flags.sweep !== undefined)
    reasons.push('--before and --sweep exclude each other; compare two policies, or sweep one');
  reasons.push(...ofNoUse(flags));
  const { out = '' } = flags;
  const extension = extname(out);
  if (format === 'markdown' && extension.toLowerCase() === '.svg')
    reasons.push(
      `--out: '${out}' is where the picture of the Markdown goes; give the text another name, such as ${basename(out, extension)}.md`,
    );
  const asksForSlo = assertions.some(({ measure }) => measure.name === 'slo');
  if (asksForSlo && objectives.length === 0 && (flags.slo ?? []).length === 0)
    reasons.push(
      '--assert: slo is the share of requests within the objectives, and there are none; give --slo, such as --slo ttft-p95=2s',
    );
  if (assertions.some(({ measure }) => measure.name === 'cost') && (flags.price ?? []).length === 0)
    reasons.push('--assert: there is no cost without a price; give --price, such as --price GPU=2.5/h');
  return reasons;
}
