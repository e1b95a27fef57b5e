import { join } from 'node:path';
import { cli } from '../support';
import { BAD, checkingIn } from './support';

const { pathOf, file, check, findingsOf, rulesOf } = checkingIn();

describe('the profile file', () => {
  const PROFILE = '.cdk8s-llm-inference.yaml';

  test('is found in the folder that is checked, or above it', async () => {
    file(PROFILE, 'rules:\n  wire/monitor-port: warning\n');
    const path = file('a/b/bad.yaml', BAD);
    expect((await check([path])).code).toBe(0);
    expect((await check([pathOf('a')])).code).toBe(0);
    expect((await check([path, '--no-profile'])).code).toBe(1);
    file(join('a', PROFILE), '');
    expect((await check([path])).code).toBe(1);
  });

  test('turns rules off, changes their severity and suppresses', async () => {
    const path = file('bad.yaml', BAD);
    const with_ = async (text: string) => {
      const profile = file('profile.yaml', text);
      return (await findingsOf([path, '--profile', profile])).map(({ severity, rule }) => `${severity} ${rule}`);
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
