import { type Aliases, parseArguments } from '../../kubernetes/engine-arguments';
import { type Mistake, mistake, problem, show, warning } from '../../kubernetes/mistake';

/** What the arguments of a user are judged against. */
export interface ArgumentFacts {
  /** What the user gave. */
  readonly args: readonly string[] | undefined;
  /** What the preset writes itself. */
  readonly own: readonly string[];
  /** Other names of the engine's arguments. */
  readonly aliases: Aliases;
}

/** What may be given twice: the last one counts, and nothing else in the manifests depends on it. */
const HARMLESS = new Set(['served-model-name', 'model-name', 'enable-metrics']);

/** The user's arguments must not contradict those that follow from the props. */
export function checkArguments({ args, own, aliases }: ArgumentFacts): Mistake[] {
  const written = parseArguments(own, aliases);
  const joined = (args ?? []).filter((word) => /^-[\w-]*\s/.test(String(word)));
  return [
    ...joined.map((word) =>
      mistake('service/arguments', 'args', word, 'must hold one word per item', 'split it, or write --name=value'),
    ),
    ...[...parseArguments(args, aliases)].flatMap(([name, value]) => {
      const ours = written.get(name);
      if (ours === undefined || ours === value || HARMLESS.has(name)) return [];
      return [
        problem(
          'service/arguments',
          `'args' has --${name} ${show(value)}, and the props say ${show(ours)}`,
          'leave it out and set the prop',
        ),
      ];
    }),
  ];
}

/** A port among the arguments is the one that is probed and served. */
export function checkPortArgument(args: readonly string[] | undefined, port: number): Mistake[] {
  const parsed = parseArguments(args);
  const given = parsed.get('port') ?? parsed.get('http-port');
  if (given === undefined || given === String(port)) return [];
  return [
    warning(
      'service/arguments',
      `'args' has the port ${show(given)}, and the container is probed and served at ${port}`,
      'make them one',
    ),
  ];
}
