import { flagsWithSecrets } from '../../kubernetes/secrets';
import { fieldsOf, listOf, plainText } from '../../stack/fields';
import { nameOf, type Rule, wrong } from '../rule';
import { podsOf } from './pods';

const SECRET_NAME = /(TOKEN|SECRET|PASSWORD|PASSWD|API_?KEY|ACCESS_?KEY|CREDENTIAL)/i;
/** Names that hold such a word and no secret: a number of tokens, the place of a file, the name of a Secret. */
const HARMLESS_NAME =
  /(MAX|NUM|MIN|COUNT|LIMIT).*TOKEN|TOKENS?_(PER|LIMIT|COUNT)|TOKENIZER|_(FILE|PATH|DIR|NAME|URL|ENDPOINT)$/i;
/** Several tokens are those of a language, unless they are said to open something. */
const TOKENS_OF_TEXT = /^(?!.*(API|AUTH|ACCESS|BEARER|SECRET|PASS|HF|HUB)).*TOKENS/i;

/** What is called a secret refers to one. */
export const secretVariable: Rule = {
  name: 'security/secret-variable',
  severity: 'error',
  demands: 'a variable or argument whose name says that it holds a secret takes it from a Secret',
  why: 'What stands in a manifest stands in Git, and arguments stand in the list of processes as well.',
  link: 'https://kubernetes.io/docs/tasks/inject-data-application/distribute-credentials-secure/#define-container-environment-variables-using-secret-data',
  *check(graph) {
    for (const { manifest, containers } of podsOf(graph))
      for (const { fields, path, name } of containers) {
        for (const [index, each] of listOf(fields.env).entries()) {
          const variable = fieldsOf(each);
          const text = plainText(variable.value ?? '');
          if (!isSecretName(plainText(variable.name)) || text === '' || isHarmless(text)) continue;
          yield wrong(
            manifest,
            [...path, 'env', index, 'value'],
            `the variable ${plainText(variable.name)} of ${nameOf(manifest)} has its value in the manifest`,
            "refer to an entry of a Secret: 'valueFrom: {secretKeyRef: {name: …, key: …}}'",
          );
        }
        for (const list of ['command', 'args'])
          for (const flag of flagsWithSecrets(listOf(fields[list]).map(plainText)))
            yield wrong(
              manifest,
              [...path, list],
              `the argument '${flag}' of the container '${name}' has its secret in the manifest`,
              `put it into a variable from a Secret and write '${flag}=$(NAME)'`,
            );
      }
  },
};

function isSecretName(name: string): boolean {
  return SECRET_NAME.test(name) && !HARMLESS_NAME.test(name) && !TOKENS_OF_TEXT.test(name);
}

/** Switches, numbers, and references to other variables. */
function isHarmless(text: string): boolean {
  return /^(\d+|true|false|none|null|\$\([A-Za-z_]\w*\))$/i.test(text);
}
