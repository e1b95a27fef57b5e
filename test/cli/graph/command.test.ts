import { join } from 'node:path';
import { ROOT, readText } from '../../support/markdown';
import { checkingIn, GOOD, PAIR } from '../check/support';
import { cli } from '../support';

const { file } = checkingIn();

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

  test('colours a box by the worst that is found, whatever the profile file makes of the rules', async () => {
    const wrong = 'cdk8s-llm-inference.io/ignore: "wire/monitor-prt: fine"';
    const stack = file(
      'bad.yaml',
      readText(join(PAIR, 'bad.yaml')).replace('kind: ServiceMonitor\nmetadata:', `$&\n  annotations: { ${wrong} }`),
    );
    const profile = file('profile.yaml', 'rules: { wire/monitor-port: info }\n');
    const { out } = await cli(['graph', stack, '--format', 'svg', '--profile', profile]);
    expect(out).toMatch(/<g class="box monitor error"/);
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
