import { plainText } from '../../stack/fields';
import type { Manifest } from '../../stack/manifest';
import { bad, partOf } from '../part';
import type { Rule } from '../rule';

const DNS_LABEL = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const DNS_LABEL_FROM_LETTER = /^[a-z]([-a-z0-9]*[a-z0-9])?$/;
const DNS_SUBDOMAIN = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?(\.[a-z0-9]([-a-z0-9]*[a-z0-9])?)*$/;
/** Kinds whose names become parts of host names. */
const STRICT = ['Service', 'InferenceService', 'LLMInferenceService', 'NIMService'];
/** Groups whose names may hold colons and capitals. */
const LENIENT = ['rbac.authorization.k8s.io'];

/** Names are what the API server accepts. */
export const nameSyntax: Rule = {
  name: 'name/syntax',
  severity: 'error',
  demands: 'names are DNS names, and those of services begin with a letter',
  why: 'The API server refuses the object.',
  link: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/names/',
  *check(graph) {
    for (const manifest of graph.manifests) {
      // What has no metadata at all is a file of some tool, and no object of the cluster.
      if (manifest.fields.metadata === undefined) continue;
      const metadata = partOf(manifest, 'metadata');
      const { name, generateName, namespace } = metadata.fields;
      if (name === undefined && generateName === undefined)
        yield bad(metadata, 'name', 'must be given', 'name the object');
      if (name !== undefined && !isName(manifest, name))
        yield bad(
          metadata,
          'name',
          must(manifest),
          typeof name === 'object' ? 'give a name' : `write '${tidy(plainText(name))}'`,
        );
      if (namespace !== undefined && namespace !== null && !isLabel(namespace))
        yield bad(
          metadata,
          'namespace',
          "must consist of lower-case letters, digits and '-', at most 63",
          'use the name of an existing namespace',
        );
    }
  },
};

function isName({ kind, group }: Manifest, name: unknown): boolean {
  if (typeof name !== 'string' || name.length > 253) return false;
  if (STRICT.includes(kind)) return DNS_LABEL_FROM_LETTER.test(name) && name.length <= 63;
  return LENIENT.includes(group) ? name !== '' : DNS_SUBDOMAIN.test(name);
}

function isLabel(namespace: unknown): boolean {
  return typeof namespace === 'string' && namespace.length <= 63 && (namespace === '' || DNS_LABEL.test(namespace));
}

function must({ kind }: Manifest): string {
  return STRICT.includes(kind)
    ? "must consist of lower-case letters, digits and '-', at most 63, and begin with a letter"
    : "must consist of lower-case letters, digits, '-' and '.', and begin and end with a letter or digit";
}

function tidy(name: string): string {
  const plain = name
    .toLowerCase()
    .replace(/[^a-z0-9-]+/g, '-')
    .replace(/^[^a-z0-9]+|[^a-z0-9]+$/g, '')
    .slice(0, 63);
  return /^[a-z]/.test(plain) ? plain : `m-${plain}`;
}
