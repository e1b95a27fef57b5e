import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ALL_RULES } from '../../src/checks/all';
import { SEVERITIES } from '../../src/checks/finding';

const FOLDERS = ['adapter', 'cluster', 'metric', 'monitor', 'prometheus-rule', 'wire'];

test('every rule is in the list, once, and says what it is about', () => {
  const root = join(__dirname, '../../src/checks');
  const exported = readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => [
      ...readFileSync(join(root, file), 'utf8').matchAll(/^export const \w+: Rule = \{\n {2}name: '(.+)'/gm),
    ])
    .map(([, name]) => name);
  expect(exported.sort()).toEqual(ALL_RULES.map(({ name }) => name).sort());
  expect(new Set(exported).size).toBe(exported.length);
  for (const { name, severity, demands, why, link } of ALL_RULES) {
    expect(name).toMatch(/^[a-z]+(-[a-z]+)*\/[a-z]+(-[a-z]+)*$/);
    expect(SEVERITIES).toContain(severity);
    expect([name, demands]).toEqual([name, expect.stringMatching(/^([^A-Z]|GPU).*[^.]$/s)]);
    expect([name, why]).toEqual([name, expect.stringMatching(/^(kubectl|[A-Z]).*\.$/s)]);
    expect([name, URL.canParse(link)]).toEqual([name, true]);
  }
  expect(FOLDERS.every((folder) => exported.some((name) => name.startsWith(`${folder}/`)))).toBe(true);
});
