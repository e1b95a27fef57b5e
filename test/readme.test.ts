import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { ClusterProfile } from '../src';
import { CronScheduler, OWNERSHIP, type Ownership } from '../src/scaling/cron/ownership';
import { cli } from './cli/support';
import { anchorsOf, blocksIn, blocksOf, localLinksOf, ROOT, readText, renderTable, tableOf } from './support/markdown';
import { programOf, run, typeErrorsOf } from './support/snippet';

const README = readText('README.md');
const CODE = blocksIn(README, 'ts');
const NAMES = CODE.map(({ says }) => says.ts);

function codeOf(name: string): string {
  const block = CODE.find(({ says }) => says.ts === name);
  if (!block) throw new Error(`no TypeScript block '${name}'`);
  return programOf(block, CODE);
}

/** What a block emits; its warnings are kept from the output of the tests. */
function emittedBy(name: string): string[] {
  return run(codeOf(name), require);
}

describe('the code of the README', () => {
  let warnings: jest.SpyInstance;
  beforeEach(() => {
    warnings = jest.spyOn(process, 'emitWarning').mockImplementation(() => undefined);
  });
  afterEach(() => warnings.mockRestore());

  test('every block has a name of its own', () => {
    expect(NAMES).not.toContain(undefined);
    expect(new Set(NAMES).size).toBe(NAMES.length);
  });

  test('every block is type-checked', () => {
    expect(typeErrorsOf(Object.fromEntries(NAMES.map((name) => [name, codeOf(name)])))).toEqual([]);
  }, 300_000);

  test('a block with a wrong type would be found', () => {
    const wrong = `${codeOf('start')}new llm.GpuHpa(chart, 'X', { target: qwen, maxReplicas: '4', metrics: [] });`;
    expect(typeErrorsOf({ wrong })).toEqual([
      expect.stringContaining("Type 'string' is not assignable to type 'number'"),
    ]);
  }, 300_000);

  const failing = blocksOf(README).flatMap(({ says, text }) => (says.error ? [{ name: says.error, text }] : []));

  test.each(NAMES.filter((name) => !failing.some((each) => each.name === name)))(
    "the block '%s' synthesizes without a warning",
    (name) => {
      expect(emittedBy(name).length).toBeGreaterThan(0);
      expect(warnings.mock.calls).toEqual([]);
    },
  );

  test('there is one block that shows errors', () => expect(failing).toHaveLength(1));

  test.each(failing)("the block '$name' fails as shown", ({ name, text }) => {
    expect(() => emittedBy(name)).toThrow(new Error(text.trimEnd()));
  });

  test('without the silence, the silenced warning would be given', () => {
    run(codeOf('silence').replace(/^llm\.Warnings.*\n/m, ''), require);
    expect(warnings.mock.calls.map(([, options]) => options.code)).toEqual(['service/image-tag']);
  });
});

describe('the YAML of the README', () => {
  const shown = blocksIn(README, 'yaml');
  const kindsOf = (text: string) => [...text.matchAll(/^kind: (.+)$/gm)].map(([, kind]) => kind);

  test.each(shown.map(({ says, text }) => ({ name: says.yaml, kinds: says.kinds, text })))(
    "the $kinds of '$name' are what its block emits",
    ({ name, kinds, text }) => {
      const wanted = emittedBy(name).filter((document) => kinds.split(', ').includes(kindsOf(document)[0]));
      expect(text).toBe(wanted.join('---\n'));
    },
  );

  test('the quickstart shows everything that it emits', () => {
    const kinds = shown.filter(({ says }) => says.yaml === 'quickstart').flatMap(({ text }) => kindsOf(text));
    expect(kinds.sort()).toEqual(emittedBy('quickstart').flatMap(kindsOf).sort());
  });

  test('the quickstart is short', () => {
    expect(codeOf('quickstart').trimEnd().split('\n').length).toBeLessThanOrEqual(20);
  });
});

describe('the reports in the README', () => {
  const reports = blocksIn(README, 'text').filter(({ says }) => says.check !== undefined);

  test('there is one', () => expect(reports).toHaveLength(1));

  test.each(reports.map(({ says, text }) => ({ file: says.check, text })))('of $file', async ({ file, text }) => {
    const path = `test/readme/${file}`;
    const { out } = await cli(['check', join(ROOT, path), '--no-profile']);
    expect(text).toBe(`$ npx cdk8s-llm-inference check ${file}\n${out.replaceAll(join(ROOT, path), file)}`);
  });
});

describe('the tables of the README', () => {
  test('the ownership table is what decides on ownership', () => {
    const cell = (rule: Ownership) =>
      'moves' in rule ? `**${rule.moves}**: ${rule.effect}` : `refused: ${rule.refused}; ${rule.way}`;
    const head = ['scaled by', ...Object.keys(CronScheduler).map((key) => `\`CronScheduler.${key}\``)];
    const rows = Object.entries(OWNERSHIP).map(([owner, by]) => [
      owner === 'KServe' ? 'KServe (`scaling`)' : owner === 'nobody' ? owner : `\`${owner}\``,
      ...Object.values(CronScheduler).map((scheduler) => cell(by[scheduler])),
    ]);
    expect(tableOf(README, 'ownership')).toEqual(renderTable(head, rows));
  });
});

describe('what the README names', () => {
  test.each(['README.md', 'CONTRIBUTING.md'])('the links of %s lead somewhere', (path) => {
    const text = readText(path);
    const targets = localLinksOf(text);
    expect(targets.length).toBeGreaterThan(0);
    for (const target of targets) {
      const [file, anchor] = target.split('#');
      if (file) expect([target, existsSync(join(ROOT, dirname(path), file))]).toEqual([target, true]);
      if (anchor) expect(anchorsOf(file ? readText(join(dirname(path), file)) : text)).toContain(anchor);
    }
  });

  test.each(['README.md', 'CONTRIBUTING.md'])('the shell blocks of %s run scripts that there are', (path) => {
    const { scripts } = JSON.parse(readText('package.json'));
    const shell = blocksIn(readText(path), 'sh').map(({ text }) => text);
    const run = shell.flatMap((text) => [...text.matchAll(/npm (?:run )?(\S+)/g)].map(([, script]) => script));
    expect(run.length).toBeGreaterThan(0);
    const builtIn = ['install', 'ci', 'pack'];
    expect(run.filter((script) => !builtIn.includes(script) && !(script in scripts))).toEqual([]);
  });

  test('the versions are those of the package and of the profiles', () => {
    const { engines, peerDependencies } = JSON.parse(readText('package.json'));
    const { kubernetesVersion, kserveVersion, kedaVersion } = factsOf(ClusterProfile.custom());
    expect(README).toContain(
      `Node.js ${engines.node.replace('>=', '')} or later, \`cdk8s\` ${peerDependencies.cdk8s}, \`constructs\` ${peerDependencies.constructs}.`,
    );
    expect(README).toContain(
      `Kubernetes ${kubernetesVersion}, KServe ${kserveVersion} (${factsOf(ClusterProfile.ack()).kserveVersion} with \`ClusterProfile.ack()\`), KEDA ${kedaVersion}.`,
    );
  });
});

function factsOf(profile: ClusterProfile) {
  return (profile as unknown as { facts: Record<string, string> }).facts;
}
