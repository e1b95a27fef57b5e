/**
 * Tokens of the hubs and clouds, JWTs, private keys and URLs with a password: what is a secret beyond doubt. Only from
 * the beginning of a word, so that `disk-…` is no `sk-…`; and that one needs a digit and a capital, since names can
 * begin with `sk-` as well.
 */
const SECRET = new RegExp(
  [
    '(?<![A-Za-z0-9])(?:',
    [
      'hf_[A-Za-z0-9]{20,}',
      'nvapi-[\\w-]{16,}',
      '(?:AKIA|ASIA)[0-9A-Z]{16}(?![0-9A-Z])',
      'LTAI[0-9A-Za-z]{12,}',
      'sk-(?=[\\w-]{0,200}\\d)(?=[\\w-]{0,200}[A-Z])[\\w-]{20,}',
      'eyJ[\\w-]{8,}\\.eyJ[\\w-]{4,}\\.[\\w-]+',
    ].join('|'),
    ')|-----BEGIN (?:[A-Z]+ )*PRIVATE KEY|://[^/@:\\s]*:[^/@\\s]+@',
  ].join(''),
);

/** True for a text that holds a secret. */
export function holdsSecret(text: string): boolean {
  return SECRET.test(text);
}

const SECRET_FLAG = /^--?(?:[\w-]*[-_])?(?:api[-_]?key|access[-_]?key|token|password|passwd|secret|credential)$/i;
/** Kubernetes replaces `$(NAME)` by the environment variable, which may come from a Secret. */
const REFERENCE = /^\$\([A-Za-z_]\w*\)$/;

/** The flags of a command line that have a secret as their value, by their names. */
export function flagsWithSecrets(args: readonly string[]): readonly string[] {
  return args.flatMap((arg, index) => {
    const [flag, ...rest] = arg.split('=');
    if (!SECRET_FLAG.test(flag)) return [];
    const value = rest.length > 0 ? rest.join('=') : args[index + 1];
    return value === undefined || value === '' || value.startsWith('--') || REFERENCE.test(value) ? [] : [flag];
  });
}
