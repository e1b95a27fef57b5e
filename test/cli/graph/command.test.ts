import { join } from 'node:path';
import { ROOT } from '../../support/markdown';
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
