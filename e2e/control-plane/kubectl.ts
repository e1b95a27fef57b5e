import { writeFileSync } from 'node:fs';
import { Api } from './api';
import type { Certificates } from './certificates';
import { PORTS } from './ports';
import type { Reach } from './reach';
import type { Run } from './run';
import { type Finished, finish } from './shell';
import { program } from './tools';
import { Hopeless, type Patience, until } from './wait';

/** An object of the API server, as far as everything here needs to know it. */
export interface KubeObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
  };
  readonly [field: string]: unknown;
}

/** Where most kinds tell how they are. */
export interface Conditioned {
  readonly status?: { readonly conditions?: readonly Condition[] };
}

interface Condition {
  readonly type: string;
  readonly status: string;
  readonly reason?: string;
}

/** Whether a status says so. */
export function hasCondition(status: Conditioned['status'], condition: string): boolean {
  return status?.conditions?.some(({ type, status }) => type === condition && status === 'True') ?? false;
}

/** What the API server said to an apply. */
export interface Applied {
  readonly code: number;
  /** One line each for what was done: `deployment.apps/gemma created (server dry run)`. */
  readonly done: readonly string[];
  readonly warnings: readonly string[];
  readonly refused: readonly string[];
}

export interface ApplyOptions {
  readonly isDryRun?: boolean;
  readonly isServerSide?: boolean;
  /** Whether a field that does not exist is an error. kubectl asks for the schemas of all kinds then. @default true */
  readonly isStrict?: boolean;
}

/** kubectl as the administrator: JSON in, JSON out. What it only reads is asked of the API server directly. */
export class Kubectl {
  readonly kubeconfig: string;
  readonly api: Api;

  constructor(
    run: Run,
    private readonly namespace: string,
    certificates: Certificates,
    reach: Reach,
  ) {
    this.api = new Api(reach);
    this.kubeconfig = run.path('kubeconfig.json');
    const config = {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        {
          name: 'e2e',
          cluster: {
            server: `https://127.0.0.1:${PORTS.apiServer}`,
            'certificate-authority': certificates.authority.certificate,
          },
        },
      ],
      users: [
        {
          name: 'admin',
          user: { 'client-certificate': certificates.admin.certificate, 'client-key': certificates.admin.key },
        },
      ],
      contexts: [{ name: 'e2e', context: { cluster: 'e2e', user: 'admin' } }],
      'current-context': 'e2e',
    };
    writeFileSync(this.kubeconfig, JSON.stringify(config));
    this.home = run.folder;
  }

  private readonly home: string;

  /** Runs kubectl with these arguments, whatever comes of it. */
  try(args: readonly string[], input = ''): Promise<Finished> {
    const kubectl = [program('kubernetes', 'kubectl'), '--kubeconfig', this.kubeconfig];
    return finish('ip', ['netns', 'exec', this.namespace, ...kubectl, ...args], {
      input,
      env: { PATH: process.env.PATH, HOME: this.home },
    });
  }

  /** Runs kubectl; an error when it ends with another code than 0. */
  async run(args: readonly string[], input = ''): Promise<string> {
    const { code, stdout, stderr } = await this.try(args, input);
    if (code !== 0) throw new Error(`kubectl ${args.join(' ')}: ${stderr.trim()}`);
    return stdout;
  }

  /** Applies a text of YAML documents and reports what the API server says. */
  async tryApply(
    yaml: string,
    { isDryRun = false, isServerSide = false, isStrict = true }: ApplyOptions = {},
  ): Promise<Applied> {
    const flags = [...(isDryRun ? ['--dry-run=server'] : []), ...(isServerSide ? SERVER_SIDE : [])];
    const validate = `--validate=${isStrict ? 'strict' : 'false'}`;
    const { code, stdout, stderr } = await this.try(['apply', validate, ...flags, '-f', '-'], yaml);
    const said = lines(stderr);
    return {
      code,
      done: lines(stdout),
      warnings: said.filter((line) => line.startsWith('Warning:')),
      refused: said.filter((line) => !line.startsWith('Warning:')),
    };
  }

  /** Applies objects that have to be accepted: a text strictly, and objects of this suite's own without ado. */
  async apply(objects: readonly object[] | string, options: ApplyOptions = {}): Promise<void> {
    const isText = typeof objects === 'string';
    const text = isText ? objects : list(objects);
    await until('the API server judges what is applied', async () => {
      const { code, refused } = await this.tryApply(text, { isStrict: isText, ...options });
      if (code === 0) return true;
      const said = `refused: ${refused.join('\n')}`;
      throw BUSY.test(said) ? new Error(said) : new Hopeless(said);
    });
  }

  /** All objects of a kind, named as for `kubectl get`. */
  list(kind: string, namespace?: string): Promise<KubeObject[]> {
    return this.api.list(kind, namespace);
  }

  /** The object, or undefined when there is none. */
  find<T extends KubeObject>(kind: string, name: string, namespace = 'default'): Promise<T | undefined> {
    return this.api.find<T>(kind, name, namespace);
  }

  /** Waits for an object that the controllers make. */
  waitFor<T extends KubeObject>(kind: string, name: string, namespace = 'default', patience?: Patience): Promise<T> {
    return until(`${kind} ${namespace}/${name} is there`, () => this.find<T>(kind, name, namespace), {
      everyMilliseconds: 300,
      ...patience,
    });
  }

  async makeNamespaces(...names: readonly string[]): Promise<void> {
    await this.api.apply(names.map((name) => ({ apiVersion: 'v1', kind: 'Namespace', metadata: { name } })));
  }
}

/** What kubectl says when the API server took too long to tell its schema. */
const BUSY = /context deadline exceeded|request canceled|Client\.Timeout/;
const SERVER_SIDE = ['--server-side', '--force-conflicts'];

function list(items: readonly object[]): string {
  return JSON.stringify({ apiVersion: 'v1', kind: 'List', items });
}

function lines(text: string): string[] {
  return text.split('\n').filter((line) => line.trim() !== '');
}
