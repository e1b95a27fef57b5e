import { fieldsOf, plainText } from '../../stack/fields';
import { allTriggers } from '../keda/triggers';
import { bad, partOf } from '../part';
import { type Rule, wrongValue } from '../rule';

/** Who answers is who was asked. */
export const unverifiedTls: Rule = {
  name: 'security/unverified-tls',
  severity: 'warning',
  demands: 'certificates of Prometheus, of targets and of adapters are verified',
  why: 'Anybody between the two can give the numbers that the service is scaled by, and read the credentials.',
  link: 'https://keda.sh/docs/latest/scalers/prometheus/#trigger-specification',
  *check(graph) {
    for (const { metadata } of allTriggers(graph))
      if (plainText(metadata.fields.unsafeSsl) === 'true')
        yield bad(
          metadata,
          'unsafeSsl',
          'must not be true',
          "leave it out, and give the certificate as 'ca' in a TriggerAuthentication",
        );
    for (const { manifest, endpoints } of graph.monitors)
      for (const { path, fields } of endpoints)
        if (fieldsOf(fields.tlsConfig).insecureSkipVerify === true)
          yield wrongValue(
            manifest,
            [...path, 'tlsConfig', 'insecureSkipVerify'],
            'must not be true',
            "give the certificate as 'ca' from a Secret or ConfigMap",
            { severity: 'info' },
          );
    for (const manifest of graph.manifestsOfKind('APIService')) {
      const spec = partOf(manifest, 'spec');
      if (spec.fields.insecureSkipTLSVerify === true)
        yield bad(
          spec,
          'insecureSkipTLSVerify',
          'must not be true',
          "give 'caBundle', as cert-manager's annotation 'cert-manager.io/inject-ca-from' does",
          { severity: 'info' },
        );
    }
  },
};
