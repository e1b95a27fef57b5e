import { readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FINDING_RULES } from '../src/rehearsal/findings/all';
import { playLine } from '../src/rehearsal/scenarios/play-line';
import { cli } from './cli/support';
import { commandsOf, outputOf } from './support/commands';
import { anchorsOf, blocksIn, localLinksOf, ROOT, readText, renderTable, tableOf } from './support/markdown';

const PAGES = ['README.md', 'docs/rehearse.md'];
const PICTURE = 'docs/rehearse-vllm-hpa.svg';
const TIMEOUT = 300_000;

const commands = PAGES.flatMap((page) => commandsOf(readText(page)).map((command) => ({ page, ...command })));

test('the README shows the output of a command', () => {
  expect(commands.filter(({ page }) => page === 'README.md').map(({ name }) => name)).toEqual(['vllm-hpa']);
});

test.each(commands)(
  '$page: the command $name writes what is shown',
  async ({ page, shown, ...command }) => {
    const written = await outputOf(command);
    if (process.env.UPDATE_DOCS) {
      const text = readText(page);
      const comment = new RegExp(`(<!-- output: ${command.name}; .*-->\n\`\`\`text\n)[\\s\\S]*?(^\`\`\`$)`, 'm');
      writeFileSync(
        join(ROOT, page),
        text.replace(comment, (_, head: string, end: string) => `${head}${written}${end}`),
      );
    }
    const [now] = commandsOf(readText(page)).filter(({ name }) => name === command.name);
    expect(now.shown).toBe(written);
  },
  TIMEOUT,
);

test(
  'the picture of the README is what its command draws',
  async () => {
    const [command] = commandsOf(readText('README.md'));
    const file = process.env.UPDATE_DOCS ? join(ROOT, PICTURE) : join(tmpdir(), `rehearse-${process.pid}.svg`);
    expect(await cli([...command.args, '--out', file])).toEqual({ code: 0, out: '', err: '' });
    expect(readText(PICTURE)).toBe(readFileSync(file, 'utf8'));
  },
  TIMEOUT,
);

describe('docs/rehearse.md', () => {
  const page = readText('docs/rehearse.md');

  test('its links lead somewhere', () => {
    for (const target of localLinksOf(page)) {
      const [file, anchor] = target.split('#');
      const text = file === '' ? page : readText(join('docs', file));
      if (anchor) expect(anchorsOf(text)).toContain(anchor);
    }
  });

  test('names every option of the commands, and no other', async () => {
    const help = `${(await cli(['rehearse', '--help'])).out}${(await cli(['suggest', '--help'])).out}`;
    const optionsIn = (text: string) =>
      [...new Set([...text.matchAll(/(?<![\w-])--[a-z][a-z-]+/g)].map(([option]) => option))].sort();
    expect(optionsIn(page).filter((option) => option !== '--help')).toEqual(
      optionsIn(help).filter((option) => option !== '--help'),
    );
  });

  test('its scenarios come to what stands below them', () => {
    const lines = blocksIn(page, 'json').map(({ text }) => text.trim());
    expect(lines).toHaveLength(4);
    for (const place of [0, 2]) expect(JSON.stringify(playLine(lines[place]))).toBe(lines[place + 1]);
  });

  test('its table of findings has every rule', () => {
    const rows = FINDING_RULES.map(({ name, title }) => [`\`${name}\``, title]);
    expect(tableOf(page, 'findings')).toEqual(renderTable(['rule', 'what it finds'], rows));
  });

  test('its commands can be understood', () => {
    const shell = blocksIn(page, 'sh').flatMap(({ text }) => text.replace(/\\\n/g, ' ').trim().split('\n'));
    expect(shell.length).toBeGreaterThan(0);
    for (const line of shell) expect(line).toMatch(/^npx cdk8s-llm-inference (rehearse|suggest) /);
  });
});
