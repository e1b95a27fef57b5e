import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Folder of the project. */
export const ROOT = join(__dirname, '..', '..');

/** A fenced block of a Markdown file. */
export interface Block {
  /** What stands behind the opening fence, for example `ts`. */
  readonly language: string;
  readonly text: string;
  /** What the HTML comment on the line before says, for example `{ ts: 'quickstart' }` of `<!-- ts: quickstart -->`. */
  readonly says: Readonly<Record<string, string>>;
}

/** A file of the project, by its path from the root. */
export function readText(path: string): string {
  return readFileSync(join(ROOT, path), 'utf8');
}

/** All fenced blocks of a Markdown text. */
export function blocksOf(markdown: string): Block[] {
  const fences = markdown.matchAll(/(?:^<!-- (?<says>.*) -->\n)?^```(?<language>\w+)\n(?<text>[\s\S]*?)^```$/gm);
  return [...fences].map(({ groups = {} }) => ({
    language: groups.language,
    text: groups.text,
    says: Object.fromEntries((groups.says ?? '').split('; ').map((part) => part.split(': ') as [string, string])),
  }));
}

/** The blocks of one language. */
export function blocksIn(markdown: string, language: string): Block[] {
  return blocksOf(markdown).filter((block) => block.language === language);
}

/** The table below the comment `<!-- table: NAME -->`, with single spaces between its cells. */
export function tableOf(markdown: string, name: string): string[] {
  const [, table] = new RegExp(`<!-- table: ${name} -->\\n((?:\\|.*\\n)+)`).exec(markdown) ?? [];
  return (table ?? '').trim().split('\n');
}

/** A Markdown table as it stands in the README. */
export function renderTable(head: readonly string[], rows: readonly (readonly string[])[]): string[] {
  return [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |`);
}

/** Where the links of a Markdown text lead that lead into the project. */
export function localLinksOf(markdown: string): string[] {
  const prose = markdown.replace(/^```[\s\S]*?^```$/gm, '');
  const targets = [...prose.matchAll(/\]\(([^)\s]+)\)/g)].map(([, target]) => target);
  return targets.filter((target) => !/^[a-z]+:/.test(target));
}

/** The anchors that GitHub makes of the headings of a Markdown text. */
export function anchorsOf(markdown: string): string[] {
  const prose = markdown.replace(/^```[\s\S]*?^```$/gm, '');
  return [...prose.matchAll(/^#+ (.+)$/gm)].map(([, heading]) =>
    heading
      .toLowerCase()
      .replace(/[^\p{L}\p{N}\s_-]/gu, '')
      .replace(/ /g, '-'),
  );
}
