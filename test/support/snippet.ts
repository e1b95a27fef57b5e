import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import ts from 'typescript';
import { type Block, ROOT } from './markdown';

/** A TypeScript block with what it builds upon in front and a synth at its end. */
export function programOf(block: Block, blocks: readonly Block[]): string {
  const before = blocks.find(({ says }) => says.ts === block.says.with);
  if (block.says.with !== undefined && before === undefined) throw new Error(`no block '${block.says.with}'`);
  const text = `${before?.text ?? ''}${block.text}`;
  return text.includes('app.synth()') ? text : `${text}app.synth();\n`;
}

/** What TypeScript has against programs, one line each; unused names are allowed. */
export function typeErrorsOf(programs: Readonly<Record<string, string>>): string[] {
  const config = ts.getParsedCommandLineOfConfigFile(join(ROOT, 'tsconfig.json'), { noEmit: true }, {
    ...ts.sys,
    onUnRecoverableConfigFileDiagnostic: () => undefined,
  } as ts.ParseConfigFileHost);
  const options: ts.CompilerOptions = { ...config?.options, noUnusedLocals: false };
  const files = new Map(
    Object.entries(programs).map(([name, text]) => [join(ROOT, 'test', `${name}.readme.ts`), text]),
  );
  const host = ts.createCompilerHost(options);
  const { fileExists, readFile, getSourceFile } = host;
  host.fileExists = (path) => files.has(path) || fileExists.call(host, path);
  host.readFile = (path) => files.get(path) ?? readFile.call(host, path);
  host.getSourceFile = (path, target, ...rest) => {
    const text = files.get(path);
    return text === undefined
      ? getSourceFile.call(host, path, target, ...rest)
      : ts.createSourceFile(path, text, target);
  };
  const program = ts.createProgram([...files.keys()], options, host);
  return [...files.keys()].flatMap((path) => {
    const source = program.getSourceFile(path);
    const found = [...program.getSyntacticDiagnostics(source), ...program.getSemanticDiagnostics(source)];
    return found.map(({ messageText }) => `${path}: ${ts.flattenDiagnosticMessageText(messageText, '\n')}`);
  });
}

/** Runs a program and gives the documents that it wrote, as text, in the order of the files. */
export function run(program: string, load: (name: string) => unknown): string[] {
  const folder = mkdtempSync(join(tmpdir(), 'readme-'));
  const before = process.env.CDK8S_OUTDIR;
  process.env.CDK8S_OUTDIR = folder;
  try {
    const { outputText } = ts.transpileModule(program, {
      compilerOptions: { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022 },
    });
    new Function('require', 'exports', outputText)(load, {});
    const files = readdirSync(folder).sort();
    return files.flatMap((file) => readFileSync(join(folder, file), 'utf8').split(/^---\n/m));
  } finally {
    if (before === undefined) delete process.env.CDK8S_OUTDIR;
    else process.env.CDK8S_OUTDIR = before;
    rmSync(folder, { recursive: true });
  }
}
