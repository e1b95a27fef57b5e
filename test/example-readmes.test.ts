import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import type { Manifest } from './support/chart';
import { EXAMPLE_NAMES } from './support/examples';
import { blocksIn, localLinksOf, ROOT, readText } from './support/markdown';
import { podSecurityLevel, podSpecOf } from './support/pod-security';
import { run } from './support/snippet';

test('there are eight examples, and the README links each', () => {
  expect(EXAMPLE_NAMES).toHaveLength(8);
  const readme = readText('README.md');
  expect(EXAMPLE_NAMES.filter((name) => !readme.includes(`](examples/${name}/README.md)`))).toEqual([]);
});

describe.each(EXAMPLE_NAMES)('the page of %s', (name) => {
  const folder = `examples/${name}`;
  const readme = readText(`${folder}/README.md`);
  const documents = run(readText(`${folder}/main.ts`), require);
  const manifests: Manifest[] = documents.map((document) => parse(document));
  const [diagram] = blocksIn(readme, 'mermaid').map(({ text }) => text);

  test('stands beside a program and its configuration', () => {
    expect(parse(readText(`${folder}/cdk8s.yaml`))).toEqual({
      language: 'typescript',
      app: 'node --import tsx main.ts',
      output: 'dist',
    });
    expect(readText('examples/main.ts')).toContain(`import './${name}/main';`);
  });

  test('has a diagram whose square boxes are the objects that are emitted', () => {
    const boxes = [...diagram.matchAll(/\w\["(\w+)<br\/>([\w-]+)"\]/g)].map(([, kind, object]) => `${kind} ${object}`);
    expect(boxes.sort()).toEqual(manifests.map(({ kind, metadata }) => `${kind} ${metadata.name}`).sort());
  });

  test('has a diagram whose quoted strings stand in the manifests', () => {
    const strings = [...diagram.matchAll(/-->\|"([^"]+)"\|/g)].map(([, text]) => text);
    expect(strings.length).toBeGreaterThan(1);
    expect(strings.filter((text) => !documents.some((document) => document.includes(text)))).toEqual([]);
  });

  test('states the Pod Security level that the pods meet', () => {
    const [pod] = manifests.flatMap((manifest) => podSpecOf(manifest));
    expect(/Pod Security level of the pods as emitted: \*\*(\w+)\*\*/.exec(readme)?.[1]).toBe(podSecurityLevel(pod));
  });

  test('names the Secrets and claims that the pods need', () => {
    const text = documents.join('\n');
    const pattern =
      /secretKeyRef:\n\s+key: (\S+)\n\s+name: (\S+)|claimName: (\S+)|imagePullSecrets:\n\s+- name: (\S+)/g;
    const names = [...text.matchAll(pattern)].flatMap(([, ...found]) => found.filter(Boolean));
    expect(names.filter((each) => !readme.includes(`\`${each}\``))).toEqual([]);
    expect(names.length === 0).toBe(readme.includes('No Secret and no claim'));
  });

  test('watches what there is, with the file that is written', () => {
    const shell = blocksIn(readme, 'sh').map(({ text }) => text);
    expect(shell[0]).toContain(`kubectl apply -f dist/${name}.k8s.yaml\n`);
    expect(shell).toContain(
      'npm init -y && npm i cdk8s-llm-inference cdk8s constructs && npm i -D cdk8s-cli tsx && npx cdk8s synth\n',
    );
  });

  test('has sections on what differs, what it needs and how to watch it, and links that lead somewhere', () => {
    for (const heading of ['What differs from the published text', 'What it needs in the cluster', 'Apply and watch'])
      expect(readme).toContain(`\n## ${heading}`);
    expect(localLinksOf(readme).filter((target) => !existsSync(join(ROOT, folder, target)))).toEqual([]);
  });
});

describe('the diagrams', () => {
  const pages = ['README.md', 'CONTRIBUTING.md', ...EXAMPLE_NAMES.map((name) => `examples/${name}/README.md`)];
  const diagrams = pages.flatMap((page) => blocksIn(readText(page), 'mermaid').map(({ text }) => ({ page, text })));

  test('there is one on every page', () => {
    expect([...new Set(diagrams.map(({ page }) => page))]).toEqual(pages);
  });

  test.each(diagrams)('that of $page has a first line, pairs of brackets and no unknown box', ({ text }) => {
    expect(text).toMatch(/^flowchart (LR|TD)\n/);
    expect(text.split('"').length % 2).toBe(1);
    const bare = text.replace(/"[^"\n]*"/g, '""');
    expect(bare.split('|').length % 2).toBe(1);
    for (const [open, close] of ['()', '[]']) expect(bare.split(open).length).toBe(bare.split(close).length);
    const declared = new Set([...bare.matchAll(/\b(\w+)(?=\[""\]|\(""\))/g)].map(([, id]) => id));
    const used = [...bare.matchAll(/^\s+(\w+)|(?:-->(?:\|[^|]*\|)? *)(\w+)/gm)].map(([, from, to]) => from ?? to);
    expect(used.filter((id) => !declared.has(id))).toEqual([]);
  });
});
