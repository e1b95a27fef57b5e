import { cli } from '../cli/support';
import { blocksOf } from './markdown';

/** A command of a page, and the lines of its output that the page shows. */
export interface ShownCommand {
  readonly name: string;
  /** As the program gets them, with the files of the examples where `npm run synth` would put them. */
  readonly args: readonly string[];
  /** Numbers of the first and the last line that are shown. */
  readonly lines: readonly [number, number];
  readonly shown: string;
}

/** The commands of a page (`<!-- command: NAME -->`) whose output it shows (`<!-- output: NAME; lines: A-B -->`). */
export function commandsOf(markdown: string): ShownCommand[] {
  const blocks = blocksOf(markdown);
  return blocks
    .filter(({ says }) => says.output !== undefined)
    .map(({ says, text }) => {
      const command = blocks.find((block) => block.says.command === says.output);
      if (command === undefined) throw new Error(`no command '${says.output}'`);
      const [first, last] = says.lines.split('-').map(Number);
      return { name: says.output, args: argsOf(command.text), lines: [first, last], shown: text };
    });
}

/** What a command writes, as far as a page shows it. */
export async function outputOf({ args, lines: [first, last] }: Pick<ShownCommand, 'args' | 'lines'>): Promise<string> {
  const { out, err } = await cli(args);
  if (err !== '') throw new Error(err);
  return `${out
    .split('\n')
    .slice(first - 1, last)
    .join('\n')}\n`;
}

/** Splits a command as a shell does that knows single quotes. */
export function argsOf(command: string): string[] {
  const words = command.replace(/\\\n/g, ' ').match(/(?:'[^']*'|[^\s'])+/g) ?? [];
  const [npx, name, ...args] = words.map((word) => word.replace(/'/g, ''));
  if (npx !== 'npx' || name !== 'cdk8s-llm-inference') throw new Error(`no command of this package: ${command}`);
  return args.map((arg) => arg.replace(/^dist\/(.+)\.k8s\.yaml$/, 'test/golden/$1.yaml'));
}
