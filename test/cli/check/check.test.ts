import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ALL_RULES } from '../../../src/checks/all';
import { META_RULES } from '../../../src/checks/meta-rules';
import { ROOT, readText } from '../../support/markdown';
import { cli } from '../support';

const PAIR = join('test', 'checks', 'examples', 'wire', 'monitor-port');
const BAD = readText(join(PAIR, 'bad.yaml'));
const GOOD = readText(join(PAIR, 'good.yaml'));
/** What makes the exit code 0 or 1 for its severity alone. */
const WARNING = readText(join('test', 'checks', 'examples', 'security', 'remote-code', 'bad.yaml'));

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'check-'));
});
afterEach(() => rmSync(folder, { recursive: true }));

/** Writes a file into the folder of the test and gives its path. */
function file(name: string, text: string): string {
  const path = join(folder, name);
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, text);
  return path;
}

/** Runs the command; messages name the folder of the test by a dot. */
async function check(args: readonly string[], input?: string) {
  const { code, out, err } = await cli(['check', ...args], input);
  return { code, out: out.replaceAll(folder, '.'), err: err.replaceAll(folder, '.') };
}

async function findingsOf(
  args: readonly string[],
  input?: string,
): Promise<{ rule: string; file?: string; line?: number }[]> {
  const { out } = await check([...args, '--format', 'json'], input);
  return JSON.parse(out).findings;
}

const rulesOf = async (args: readonly string[], input?: string) =>
  (await findingsOf(args, input)).map(({ rule }) => rule);

describe('the exit code', () => {
  test('is 0 where nothing is broken', async () => {
    const { code, out, err } = await check([file('good.yaml', GOOD)]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(/^no broken wires in 1 file \(\d objects\)\n$/);
  });

  test('is 1 where something is', async () => {
    const { code, out, err } = await check([file('bad.yaml', BAD)]);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toMatch(/^\.\/bad\.yaml:\d+ {2}error {2}wire\/monitor-port\n/);
    expect(out).toMatch(/\n1 error in 1 file \(\d objects\)\n$/);
  });

  test('is 0 for warnings, unless they count', async () => {
    const path = file('warning.yaml', WARNING);
    expect((await check([path])).out).toContain('1 warning');
    expect((await check([path])).code).toBe(0);
    expect((await check([path, '--severity', 'info'])).code).toBe(1);
    expect((await check([path, '--severity', 'warning'])).code).toBe(1);
    const errorsOnly = await check([path, '--severity', 'error']);
    expect(errorsOnly.code).toBe(0);
    expect(errorsOnly.out).toMatch(/^no broken wires/);
  });

  test.each([
    [['nothing.yaml'], /^error: '.*nothing.yaml' is not there\n$/],
    [['--format', 'xml'], /^error: option '--format <format>' argument 'xml' is invalid\./],
    [['--severity', 'high'], /^error: option '--severity <least>' argument 'high' is invalid\./],
    [['--profile', 'nothing.yaml'], /^error: the profile 'nothing.yaml' cannot be read \(ENOENT\)\n$/],
    [
      ['--rule', 'wire/monitor-prt'],
      /^error: there is no rule 'wire\/monitor-prt'; did you mean 'wire\/monitor-port'\?\n$/,
    ],
    [['--rule', 'nonsense'], /^error: there is no rule 'nonsense'; check --list-rules lists all\n$/],
    [
      ['--ignore', 'wire/monitor-port'],
      /^error: --ignore 'wire\/monitor-port' has no reason; write 'wire\/monitor-port: REASON'\n$/,
    ],
    [['--ignore', 'wire/port-of-monitor-x: y'], /^error: there is no rule 'wire\/port-of-monitor-x'; /],
    [['--assume', 'kservVersion=1'], /^error: --assume: there is no fact 'kservVersion'; there are /],
    [['--nonsense'], /^error: unknown option '--nonsense'\n/],
  ])('is 2 for %j', async (args, message) => {
    const { code, out, err } = await check(
      [...args, file('bad.yaml', BAD)].slice(0, args[0].startsWith('-') ? undefined : 1),
    );
    expect({ code, out }).toEqual({ code: 2, out: '' });
    expect(err).toMatch(message);
  });

  test('is 2 where there is no manifest', async () => {
    const settings = file('a/settings.yaml', 'a: 1\n');
    expect(await check([folder])).toEqual({
      code: 2,
      out: '',
      err: "error: there is no manifest in '.' (*.yaml, *.yml and *.json with an apiVersion and a kind)\n",
    });
    expect(await check([settings])).toEqual({
      code: 2,
      out: '',
      err: 'error: there is no manifest in what was given\n',
    });
    expect(await check(['-'], 'Error: chart not found\n')).toMatchObject({ code: 2, out: '' });
    expect(await check(['-'], '')).toEqual({ code: 2, out: '', err: 'error: standard input is empty\n' });
  });
});

describe('what is checked', () => {
  const [monitor, ...others] = BAD.split(/^---\n/m).sort(
    (a, b) => Number(b.includes('Monitor')) - Number(a.includes('Monitor')),
  );

  test('several paths are one cluster', async () => {
    const paths = [file('a.yaml', monitor), file('b/c.yaml', others.join('---\n'))];
    expect(await rulesOf(paths)).toEqual(['wire/monitor-port']);
    expect(await rulesOf([folder])).toEqual(['wire/monitor-port']);
  });

  test('with --each, each path is a cluster of its own', async () => {
    const paths = [file('a.yaml', monitor), file('b/c.yaml', others.join('---\n'))];
    expect(await rulesOf(['--each', '--severity', 'error', ...paths])).toEqual([]);
    const twice = [file('one.yaml', BAD), file('two.yaml', BAD)];
    expect((await findingsOf(['--each', ...twice])).map((each) => [each.rule, each.file])).toEqual(
      ['one', 'two'].map((name) => ['wire/monitor-port', `./${name}.yaml`]),
    );
  });

  test('a suppression is in vain only where it is for every cluster', async () => {
    const paths = [file('one.yaml', BAD), file('two.yaml', GOOD)];
    expect(await rulesOf(['--each', '--ignore', 'wire/monitor-port: fine', ...paths])).toEqual([]);
    expect(await rulesOf(['--each', '--ignore', 'wire/monitor-path: fine', ...paths])).toEqual([
      'wire/monitor-port',
      'checks/unused-suppression',
    ]);
  });

  test('standard input, with the lines of the stream and the template of Helm', async () => {
    const stream = `---\n# Source: qwen/templates/a.yaml\n${BAD.replaceAll(/^---\n/gm, '---\n# Source: qwen/templates/b.yaml\n')}`;
    const [{ line }] = await findingsOf(['-'], stream);
    expect(stream.split('\n')[(line ?? 0) - 1]).toMatch(/port:/);
    expect((await check(['-'], stream)).out.split('\n')[0]).toMatch(
      new RegExp(`^<stdin>:${line} \\(qwen/templates/[ab].yaml\\)  error  wire/monitor-port$`),
    );
  });

  test('what cannot be parsed is a finding beside the others', async () => {
    const paths = [file('a.yaml', BAD), file('b.yaml', 'apiVersion: v1\nkind: [\n')];
    expect((await findingsOf(paths)).map(({ rule, file: name }) => [rule, name])).toEqual([
      ['wire/monitor-port', './a.yaml'],
      ['yaml/unparsable', './b.yaml'],
    ]);
    expect((await check(paths)).code).toBe(1);
  });

  test('a folder whose charts are not rendered is said so', async () => {
    file('chart/Chart.yaml', 'apiVersion: v2\nname: x\n');
    file('chart/templates/a.yaml', '{{ nonsense');
    file('good.yaml', GOOD);
    const { code, err } = await check([folder]);
    expect(code).toBe(0);
    expect(err).toBe(
      'note: the templates of ./chart are no manifests yet; check what they give: helm template ./chart | cdk8s-llm-inference check -\n',
    );
  });
});

describe('what is shown', () => {
  test('--rule checks by one rule', async () => {
    const path = file('a.yaml', `${BAD}---\n${WARNING}`);
    expect(new Set(await rulesOf([path]))).toEqual(
      new Set(['wire/monitor-port', 'security/remote-code', 'name/duplicate']),
    );
    expect(await rulesOf([path, '--rule', 'security/remote-code'])).toEqual(['security/remote-code']);
    expect(await rulesOf([path, '--rule', 'wire/monitor-path', '--rule', 'wire/monitor-port'])).toEqual([
      'wire/monitor-port',
    ]);
  });

  test('--ignore suppresses, and the summary says so', async () => {
    const { code, out } = await check([file('a.yaml', BAD), '--ignore', 'wire/monitor-port: scraped by hand']);
    expect(code).toBe(0);
    expect(out).toMatch(/^no broken wires in 1 file \(\d objects\), 1 suppressed\n$/);
  });

  test('findings stand in the order of files and lines', async () => {
    const paths = [file('b.yaml', BAD), file('a.yaml', `kind: x\nkind: y\n`)];
    const found = await findingsOf([paths[1], paths[0]]);
    expect(found.map(({ file: name }) => name)).toEqual(['./a.yaml', './b.yaml']);
  });

  test.each(['json', 'sarif', 'github'])('%s is written to standard output alone', async (format) => {
    const { code, out, err } = await check([file('a.yaml', BAD), '--format', format]);
    expect({ code, err }).toEqual({ code: 1, err: '' });
    expect(out).toContain('wire/monitor-port');
  });

  test('--list-rules lists every rule with its severity', async () => {
    const { code, out } = await check(['--list-rules']);
    const all = [...ALL_RULES, ...META_RULES];
    expect(code).toBe(0);
    expect(out.trimEnd().split('\n')).toHaveLength(all.length);
    for (const { name, severity, demands } of all)
      expect(out).toMatch(new RegExp(`^${name} +${severity} +${demands.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`, 'm'));
  });

  test('the help says what the exit codes mean', async () => {
    const { code, out } = await check(['--help']);
    expect(code).toBe(0);
    expect(out).toContain('Exit codes: 0 nothing found, 1 something found, 2 nothing could be checked.');
  });
});

describe('the profile file', () => {
  const PROFILE = '.cdk8s-llm-inference.yaml';

  test('is found in the folder that is checked, or above it', async () => {
    file(PROFILE, 'rules:\n  wire/monitor-port: warning\n');
    const path = file('a/b/bad.yaml', BAD);
    expect((await check([path])).code).toBe(0);
    expect((await check([join(folder, 'a')])).code).toBe(0);
    expect((await check([path, '--no-profile'])).code).toBe(1);
    file(join('a', PROFILE), '');
    expect((await check([path])).code).toBe(1);
  });

  test('turns rules off, changes their severity and suppresses', async () => {
    const path = file('bad.yaml', BAD);
    const with_ = async (text: string) => {
      const profile = file('profile.yaml', text);
      return (await findingsOf([path, '--profile', profile])).map(
        (each) => `${(each as { severity?: string }).severity} ${each.rule}`,
      );
    };
    expect(await with_('{}')).toEqual(['error wire/monitor-port']);
    expect(await with_('rules: { wire/monitor-port: info }')).toEqual(['info wire/monitor-port']);
    expect(await with_('rules: { wire/monitor-port: { severity: off, reason: x } }')).toEqual([]);
    expect(await with_('ignore: [{ rule: wire/monitor-port, reason: x }]')).toEqual([]);
    expect(await with_('ignore: [{ rule: wire/monitor-port, object: Service/a/b, reason: x }]')).toEqual([
      'error wire/monitor-port',
      'warning checks/unused-suppression',
    ]);
    expect(await with_('ignore: [{ rule: wire/monitor-prt, reason: x }]')).toEqual([
      'error wire/monitor-port',
      'error checks/suppression',
    ]);
  });

  test('is refused with the line where it is wrong', async () => {
    const path = file('bad.yaml', BAD);
    file(PROFILE, 'kserveVersion: "0.15"\nrules:\n  wire/monitor-prt: error\n');
    const unknown = await cli(['check', path]);
    expect(unknown).toMatchObject({ code: 2, out: '' });
    expect(unknown.err).toMatch(
      /\.cdk8s-llm-inference\.yaml:3: there is no rule 'wire\/monitor-prt'; did you mean 'wire\/monitor-port'\?\n$/,
    );
    file(PROFILE, 'kserveVersion: 0.15\nrule: {}\n');
    expect((await cli(['check', path])).err.split('\n').map((line) => line.replace(/^error: .*yaml:/, ''))).toEqual([
      `1: 'kserveVersion' must be a version, such as "1.33" or "0.15.2", in quotes: it is the number 0.15 here`,
      "2: there is no setting 'rule'; did you mean 'rules'?",
      '',
    ]);
  });

  test('names modules with rules, which are checked as ours are', async () => {
    const path = file('bad.yaml', BAD);
    file(PROFILE, 'ownRules: [./rules.js]\n');
    const rule = `name: 'house/all', severity: 'info', demands: 'nothing is there', why: 'So.', link: 'x'`;
    file(
      'rules.js',
      `exports.all = { ${rule}, *check({ manifests }) { yield { at: manifests[0], message: 'm', fix: 'f' } } };`,
    );
    expect(new Set(await rulesOf([path]))).toEqual(new Set(['house/all', 'wire/monitor-port']));
    expect((await check([path, '--list-rules'])).out).toMatch(/^house\/all +info +nothing is there$/m);
  });

  test.each([
    ["throw new Error('no idea')", /itself fails: no idea/],
    ['yield {}', /itself fails: a problem has 'at', 'message' and 'fix'/],
    ['yield { at: manifests[0], message: 1, fix: 1 }', /itself fails: a problem has 'at', 'message' and 'fix'/],
  ])('a rule that fails (%s) is a finding, and the others run on', async (body, message) => {
    const path = file('bad.yaml', BAD);
    file(PROFILE, 'ownRules: [./rules.js]\n');
    const rule = `name: 'house/odd', severity: 'warning', demands: 'x', why: 'y', link: 'z'`;
    file('rules.js', `exports.odd = { ${rule}, *check({ manifests }) { ${body} } };`);
    const { code, out } = await check([path]);
    expect(code).toBe(1);
    expect(out).toMatch(message);
    expect(out).toContain('wire/monitor-port');
  });

  test.each([
    ['nothing.js', undefined, /:1: the rules in '\.\/nothing\.js' cannot be loaded \((?:Error: )?Cannot find module/],
    ['broken.js', 'nonsense nonsense', /:1: the rules in '\.\/broken\.js' cannot be loaded \(/],
    ['empty.js', 'exports.a = 1;', /:1: '\.\/empty\.js' exports no rule; export what StackRule\.define gives\n$/],
    ['name.js', "exports.a = { name: 'All', check() {} };", /the rule "All" must have a name like 'house\/registry'/],
    [
      'bare.js',
      "exports.a = { name: 'a/b', severity: 'bad', check() {} };",
      /the rule 'a\/b' must have a severity: error, warning, info/,
    ],
    [
      'why.js',
      "exports.a = { name: 'a/b', severity: 'info', demands: 'x', why: '', link: 'y', check() {} };",
      /the rule 'a\/b' must say its 'why'/,
    ],
    [
      'ours.js',
      "exports.a = { name: 'wire/monitor-port', severity: 'info', demands: 'x', why: 'y', link: 'y', check() {} };",
      /there are two rules called 'wire\/monitor-port'; give yours another name/,
    ],
  ])('rules in %s are refused', async (name, text, message) => {
    const path = file('bad.yaml', BAD);
    file(PROFILE, `ownRules: [./${name}]\n`);
    if (text !== undefined) file(name, text);
    const { code, err } = await cli(['check', path]);
    expect(code).toBe(2);
    expect(err).toMatch(message);
  });
});

describe('explain', () => {
  test('says what a rule demands, why, and how to suppress it', async () => {
    const rule = ALL_RULES.find(({ name }) => name === 'wire/monitor-port');
    const { code, out } = await cli(['explain', 'wire/monitor-port']);
    expect(code).toBe(0);
    expect(out).toBe(`wire/monitor-port (error)

  Demands that ${rule?.demands}.
  ${rule?.why}
  See ${rule?.link}

  Suppress it where it does not apply, with a reason, by an annotation of the object:
    cdk8s-llm-inference.io/ignore: 'wire/monitor-port: REASON'
`);
  });

  test.each([...ALL_RULES, ...META_RULES].map(({ name }) => name))('%s', async (name) => {
    expect(await cli(['explain', name])).toMatchObject({ code: 0, err: '' });
  });

  test('suggests the nearest name', async () => {
    expect(await cli(['explain', 'wire/monitorport'])).toEqual({
      code: 2,
      out: '',
      err: "error: there is no rule 'wire/monitorport'; did you mean 'wire/monitor-port'?\n",
    });
  });
});

describe('graph', () => {
  const bad = join(ROOT, PAIR, 'bad.yaml');

  test.each([
    ['mermaid', /^flowchart LR\n[\s\S]*broken/],
    ['json', /^\{\n {2}"nodes": \[/],
    ['html', /^<!doctype html>\n/],
    ['svg', /^<svg xmlns="http:\/\/www\.w3\.org\/2000\/svg" [^>]+><style>[\s\S]*<\/svg>\n$/],
  ])('as %s', async (format, looks) => {
    const { code, out, err } = await cli(['graph', bad, '--format', format]);
    expect({ code, err }).toEqual({ code: 0, err: '' });
    expect(out).toMatch(looks);
  });

  test('is Mermaid unless asked otherwise, and reads standard input', async () => {
    expect((await cli(['graph', '-'], GOOD)).out).toMatch(/^flowchart LR\n/);
  });

  test('of nothing is said so', async () => {
    expect(await cli(['graph', file('a.yaml', 'a: 1\n')])).toEqual({
      code: 2,
      out: '',
      err: 'error: there is no manifest in what was given\n',
    });
    expect((await cli(['graph', 'nothing.yaml'])).err).toBe("error: 'nothing.yaml' is not there\n");
    expect((await cli(['graph', '-', '--profile', 'nothing.yaml'], GOOD)).code).toBe(2);
  });
});
