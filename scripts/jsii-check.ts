// `npm run jsii:check`: compiles the public API by jsii in a folder of its own and says what stands against offering it
// in other languages. What is known is a choice for TypeScript, with its reason; anything else fails.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { stripVTControlCharacters } from 'node:util';

/** What jsii refuses, and why the API keeps it. By the code of the message. */
const KNOWN: Readonly<Record<string, string>> = {
  JSII1001: 'a result that is written as JSON says null for what there is none of',
  JSII1003: 'a part of a result or of a node is an object in its place, and a delay is a number or two percentiles',
  JSII1006: 'tables, wires and percentiles are generic in what they hold',
  JSII1999: 'label maps are index signatures that cannot be written to',
  JSII3001: 'lists are `readonly T[]`, so that nobody changes what was declared; jsii knows `T[]` only',
  JSII3007: 'a service is a scale target: one interface extends the other',
  JSII5015: 'an option is said again where its meaning or default is narrower',
  JSII5017: 'a parameter has the name of an option beside it',
  JSII8005: 'the parsed query of a node is internal without an underscore: its readers are here',
  JSII8007: 'an interface with a method has no I before its name',
  JSII9002: 'the way to a field is a list that nobody changes',
};

/** One thing that jsii says. */
export interface Objection {
  readonly code: string;
  readonly place: string;
  readonly text: string;
}

/** The errors in what jsii printed. */
export function objectionsIn(output: string): Objection[] {
  const plain = stripVTControlCharacters(output);
  return [...plain.matchAll(/^(\S+:\d+:\d+) - error (\w+): (.*?)(?: \[[\w/-]+\])?$/gm)].map(
    ([, place, code, text]) => ({
      code,
      place,
      text,
    }),
  );
}

/** How it went, a line for each kind, then those that nobody has looked at yet. */
export function report(found: readonly Objection[]): { readonly lines: string[]; readonly unknown: number } {
  const codes = [...new Set(found.map(({ code }) => code))].sort();
  const unknown = found.filter(({ code }) => !Object.hasOwn(KNOWN, code));
  const gone = Object.keys(KNOWN).filter((code) => !codes.includes(code));
  return {
    unknown: unknown.length,
    lines: [
      ...codes.map((code) => `${code} ${count(found, code)} times: ${KNOWN[code] ?? 'NOT KNOWN'}`),
      ...unknown.map(({ place, code, text }) => `${place}: ${code}: ${text}`),
      ...gone.map((code) => `${code} is not said any more: it can be taken out of the list`),
      `${found.length} things stand against jsii, ${unknown.length} of them not known`,
    ],
  };
}

function count(found: readonly Objection[], code: string): number {
  return found.filter((each) => each.code === code).length;
}

/** What jsii wants to know of a package; a copy is compiled, since it writes beside its input. */
function compile(root: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'jsii-'));
  try {
    for (const part of ['src', 'imports', 'README.md', 'LICENSE'])
      cpSync(join(root, part), join(folder, part), { recursive: true });
    // The command line is a program of its own, not a part of the API.
    rmSync(join(folder, 'src/cli'), { recursive: true, force: true });
    symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'));
    const { name, version, description, license, peerDependencies, dependencies } = JSON.parse(
      readFileSync(join(root, 'package.json'), 'utf8'),
    );
    const jsii = { outdir: 'dist', targets: {}, tsconfig: 'tsconfig.json', validateTsconfig: 'off' };
    const repository = { type: 'git', url: `https://example.com/${name}.git` };
    write(folder, 'package.json', {
      ...{ name, version, description, license, peerDependencies, dependencies, jsii, repository },
      author: { name: `The authors of ${name}` },
      bundledDependencies: Object.keys(dependencies),
      main: 'lib/src/index.js',
      types: 'lib/src/index.d.ts',
    });
    // The compiler of jsii is older than ours and knows no module resolution of Node 20.
    write(folder, 'tsconfig.json', {
      extends: join(root, 'tsconfig.json'),
      compilerOptions: {
        types: ['node'],
        module: 'commonjs',
        moduleResolution: 'node10',
        paths: {},
        rootDir: '.',
        outDir: 'lib',
      },
      include: ['src', 'imports'],
    });
    const run = spawnSync(join(root, 'node_modules/.bin/jsii'), ['--silence-warnings=reserved-word'], {
      cwd: folder,
      encoding: 'utf8',
    });
    return `${run.stdout}${run.stderr}`;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function write(folder: string, file: string, content: object): void {
  writeFileSync(join(folder, file), JSON.stringify(content));
}

if (require.main === module) {
  const output = compile(process.cwd());
  const { lines, unknown } = report(objectionsIn(output));
  process.stdout.write(`${lines.join('\n')}\n`);
  const hasRun = /Errors: \d+|Warnings: \d+/.test(output);
  if (!hasRun) process.stderr.write(`${output}\njsii did not come to an end\n`);
  process.exitCode = hasRun && unknown === 0 ? 0 : 1;
}
