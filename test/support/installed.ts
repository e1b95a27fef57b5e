import { copyFileSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import ts from 'typescript';
import { ROOT } from './markdown';

/** What a user's build makes of the TypeScript files below a folder. */
export function transpile(from: string, to: string): void {
  for (const path of readdirSync(from, { recursive: true, encoding: 'utf8' })) {
    if (!path.endsWith('.ts')) continue;
    const target = join(to, path.replace(/\.ts$/, '.js'));
    const compilerOptions = { module: ts.ModuleKind.CommonJS, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
    mkdirSync(dirname(target), { recursive: true });
    writeFileSync(target, ts.transpileModule(readFileSync(join(from, path), 'utf8'), { compilerOptions }).outputText);
  }
}

/** A folder of an app in which this package is installed as `npm install` would, beside what the project uses. */
export function appFolder(): { readonly root: string; readonly app: string; readonly installed: string } {
  const root = mkdtempSync(join(tmpdir(), 'app-'));
  const app = join(root, 'app');
  const installed = join(app, 'node_modules', 'cdk8s-llm-inference');
  for (const part of ['src', 'imports']) transpile(join(ROOT, part), join(installed, 'lib', part));
  copyFileSync(join(ROOT, 'package.json'), join(installed, 'package.json'));
  symlinkSync(join(ROOT, 'node_modules'), join(root, 'node_modules'));
  return { root, app, installed };
}
