import { flagsWithSecrets, holdsSecret } from '../../src/kubernetes/secrets';

test.each([
  'hf_abcdefghijklmnopqrstuvwxyzABCD',
  'key=nvapi-0123456789abcdef',
  'AKIA0123456789ABCDEF',
  'LTAI5tabcdefghijkl',
  'sk-proj-Abcdefghijklmnop0123',
  'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln',
  '-----BEGIN RSA PRIVATE KEY-----',
  'https://user:password@host/model',
])('%s is a secret', (text) => {
  expect(holdsSecret(text)).toBe(true);
});

test.each([
  'disk-abcdefghijklmnop0123ABC',
  'sk-learn-runtime-for-everybody',
  'hf_home',
  'nvapi-key',
  '-----BEGIN CERTIFICATE-----',
  'https://host:8080/a@b',
  'git@github.com:a/b',
  'AKIA0123456789ABCDEFG',
  'Qwen/Qwen2.5-7B-Instruct',
])('%s is none', (text) => {
  expect(holdsSecret(text)).toBe(false);
});

test.each<[string[], string[]]>([
  [['--api-key=abc'], ['--api-key']],
  [['--api-key', 'abc'], ['--api-key']],
  [
    ['--admin_api_key=abc', '--hf-token', 'x'],
    ['--admin_api_key', '--hf-token'],
  ],
  [['--password=a=b'], ['--password']],
  [['--api-key=$(KEY)'], []],
  [['--api-key', '$(KEY)'], []],
  [['--api-key'], []],
  [['--api-key', '--port=80'], []],
  [['--max-num-batched-tokens=8192', '--tokenizer=x', '--token-limit=5'], []],
  [['token=abc'], []],
])('of the arguments %j those with secrets are %j', (args, flags) => {
  expect(flagsWithSecrets(args)).toEqual(flags);
});
