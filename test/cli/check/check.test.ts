import { ALL_RULES } from '../../../src/checks/all';
import { META_RULES } from '../../../src/checks/meta-rules';
import { BAD, checkingIn, GOOD, WARNING } from './support';

const { pathOf, file, check, findingsOf, rulesOf } = checkingIn();

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
    expect(await check([pathOf()])).toEqual({
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
    expect(await rulesOf([pathOf()])).toEqual(['wire/monitor-port']);
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
    const { code, err } = await check([pathOf()]);
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
