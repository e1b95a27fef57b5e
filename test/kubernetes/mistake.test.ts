import fc from 'fast-check';
import { mistake, problem, show, warning } from '../../src/kubernetes/mistake';

describe('messages', () => {
  test('name the prop, the value, what it must be, what to do and the rule', () => {
    expect(mistake('hpa/replica-bounds', 'maxReplicas', 1, "must be at least 'minReplicas' (2)", 'raise it')).toEqual({
      rule: 'hpa/replica-bounds',
      severity: 'error',
      text: "'maxReplicas' (1) must be at least 'minReplicas' (2); raise it (hpa/replica-bounds)",
    });
  });

  test('can be about more than one prop', () => {
    expect(problem('metric/none', 'there is no metric', 'give one')).toEqual({
      rule: 'metric/none',
      severity: 'error',
      text: 'there is no metric; give one (metric/none)',
    });
  });

  test('can be a warning', () => {
    expect(warning('service/image-tag', 'no tag', 'pin it')).toEqual({
      rule: 'service/image-tag',
      severity: 'warning',
      text: 'no tag; pin it (service/image-tag)',
    });
  });
});

describe('values in messages', () => {
  test.each<[unknown, string]>([
    ['text', '"text"'],
    ['', '""'],
    ['it\'s "so"', '"it\'s \\"so\\""'],
    [5, '5'],
    [Number.NaN, 'NaN'],
    [1n, '1'],
    [true, 'true'],
    [undefined, 'undefined'],
    [null, 'null'],
    [Symbol('s'), 'Symbol(s)'],
    [() => 1, 'a function'],
    [class A {}, 'a function'],
    [[], 'an empty list'],
    [[1, 2], 'a list of 2'],
    [{}, 'an object'],
    [Object.create(null), 'an object'],
    [new Map(), 'an instance of Map'],
    [Object.create({ constructor: undefined }), 'an object'],
    [new (class {})(), 'an object'],
  ])('%p is shown as %s', (value, shown) => {
    expect(show(value)).toBe(shown);
  });

  test('are on one line, whatever they hold', () => {
    expect(show('a\nb\tc\u007f\u0085\u00a0\u2028\u2029\ud800é日😀')).toBe(
      '"a\\nb\\tc\\u007f\\u0085\\u00a0\\u2028\\u2029\\ud800é日😀"',
    );
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
        expect(show(text)).not.toMatch(/[\u0000-\u001f\u007f-\u00a0\u2028\u2029]|\p{Surrogate}/u);
      }),
      { numRuns: 1000 },
    );
  });

  test('are cut after 80 characters', () => {
    expect(show('a'.repeat(78))).toBe(`"${'a'.repeat(78)}"`);
    expect(show('a'.repeat(79))).toBe(`"${'a'.repeat(79)}…`);
    expect(show('😀'.repeat(200))).toBe(`"${'😀'.repeat(79)}…`);
  });
});

test('names that no object can have are cut, and all others stand whole', () => {
  const said = (name: string) => problem('name/duplicate', `the Service '${name}' is there`, 'rename it').text;
  expect(said('a'.repeat(253))).toBe(`the Service '${'a'.repeat(253)}' is there; rename it (name/duplicate)`);
  expect(said('-a'.repeat(10_000))).toBe(`the Service '${'-a'.repeat(126)}-…' is there; rename it (name/duplicate)`);
  const long = problem('cron/timezone', `it must be that of the controller (${'x'.repeat(10_000)})`, 'write it').text;
  expect(long).toBe(`it must be that of the controller (${'x'.repeat(252)}…; write it (cron/timezone)`);
});

describe('secrets', () => {
  const tokens: [string, string][] = [
    ['a token of Hugging Face', `hf_${'aB3'.repeat(12)}`],
    ['a key of NVIDIA', 'nvapi-Zx_9-abc'],
    ['an access key of AWS', 'AKIAIOSFODNN7EXAMPLE'],
    ['an access key of Alibaba Cloud', 'LTAI5tAbCdEfGhIjKlMn'],
    ['a key of OpenAI', 'sk-proj-abcdefghijklmnop'],
    ['a JWT', 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl'],
    ['a private key', '-----BEGIN RSA PRIVATE KEY-----\nMIIE'],
    ['user and password in a URL', 'http://user:pass@prometheus:9090'],
    ['a password without user in a URL', 'http://:pass@prometheus:9090'],
    ['a bare token in a URL', 'https://c2VjcmV0@prometheus/api'],
  ];
  const around: [string, (token: string) => string][] = [
    ['alone', (token) => token],
    ['as an argument', (token) => `--token=${token}`],
    ['within text', (token) => `use "${token}", please`],
    ['after an underscore', (token) => `KEY_${token}`],
    ['after a long text', (token) => `${'x'.repeat(200)} ${token}`],
  ];

  describe.each(tokens)('%s', (_what, token) => {
    test.each(around)('is not shown %s', (_where, embed) => {
      expect(show(embed(token))).toBe('a secret, not shown');
      expect(mistake('value/text', 'a', embed(token), 'must be', 'fix').text).toBe(
        "'a' (a secret, not shown) must be; fix (value/text)",
      );
    });
  });

  test.each([
    'disk-pressure-eviction-policy',
    'task-runner-of-the-night-shift',
    'oci://ghcr.io/org/model@sha256:0123456789abcdef',
    'registry:5000/image@sha256:0123456789abcdef',
    'https://prometheus.monitoring.svc:9090/api',
    'hf_model',
    'someone@example.com',
  ])('are not seen in %p', (text) => {
    expect(show(text)).toBe(`"${text}"`);
  });
});
