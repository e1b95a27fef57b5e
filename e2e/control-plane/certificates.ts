import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Run } from './run';
import { sh } from './shell';

/** A certificate and its key, as files. */
export interface Certificate {
  readonly certificate: string;
  readonly key: string;
}

const SERVER_NAMES = [
  'DNS:localhost',
  'IP:127.0.0.1',
  'IP:10.96.0.1',
  'DNS:kubernetes.default.svc',
  'DNS:*.kserve.svc',
  'DNS:*.keda.svc',
  'DNS:*.monitoring.svc',
];

/** The certificates of one run, all signed by one authority. */
export class Certificates {
  readonly authority: Certificate;
  /** For everything that listens. */
  readonly server: Certificate;
  /** Of the administrator, whom every component here acts as. */
  readonly admin: Certificate;
  /** Of the API server towards aggregated ones. It must not be the administrator's: the API server refuses that. */
  readonly frontProxy: Certificate;
  /** The key pair that signs service account tokens. */
  readonly serviceAccounts: Certificate;

  private readonly config: string;

  constructor(private readonly run: Run) {
    mkdirSync(run.path('pki'));
    // Without a configuration of our own, Debian's would add extensions.
    this.config = run.path('pki', 'openssl.cnf');
    writeFileSync(this.config, '[req]\ndistinguished_name = name\n[name]\n');
    this.authority = this.make('ca', '/CN=e2e', ['basicConstraints=critical,CA:TRUE', 'keyUsage=keyCertSign,cRLSign']);
    this.server = this.make('server', '/CN=localhost', [
      `subjectAltName=${SERVER_NAMES.join(',')}`,
      'extendedKeyUsage=serverAuth,clientAuth',
    ]);
    this.admin = this.make('admin', '/O=system:masters/CN=admin', ['extendedKeyUsage=clientAuth']);
    this.frontProxy = this.make('front-proxy', '/CN=front-proxy-client', ['extendedKeyUsage=clientAuth']);
    this.serviceAccounts = this.make('service-accounts', '/CN=service-accounts', []);
  }

  /** The authority as webhooks configurations and kubeconfigs carry it. */
  get bundle(): string {
    return readFileSync(this.authority.certificate).toString('base64');
  }

  /** A folder with tls.crt, tls.key and ca.crt, as webhooks and KEDA expect it. */
  folder(...parts: readonly string[]): string {
    const folder = this.run.path(...parts);
    mkdirSync(folder, { recursive: true });
    copyFileSync(this.server.certificate, join(folder, 'tls.crt'));
    copyFileSync(this.server.key, join(folder, 'tls.key'));
    copyFileSync(this.authority.certificate, join(folder, 'ca.crt'));
    return folder;
  }

  private make(name: string, subject: string, extensions: readonly string[]): Certificate {
    const made = { certificate: this.run.path('pki', `${name}.crt`), key: this.run.path('pki', `${name}.key`) };
    const signer = name === 'ca' ? [] : ['-CA', this.authority.certificate, '-CAkey', this.authority.key];
    sh(
      'openssl',
      ...['req', '-x509', '-config', this.config, '-days', '30', '-nodes', '-subj', subject],
      ...['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1'],
      ...['-keyout', made.key, '-out', made.certificate],
      ...signer,
      ...extensions.flatMap((extension) => ['-addext', extension]),
    );
    return made;
  }
}
