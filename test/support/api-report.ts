import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { Extractor, ExtractorConfig, ExtractorLogLevel } from '@microsoft/api-extractor';
import ts from 'typescript';
import { ROOT } from './markdown';

const SILENT = { logLevel: ExtractorLogLevel.None };

/** Every public signature of the package, in the form of API Extractor: what a user's code can depend on. */
export function apiReport(): string {
  const folder = mkdtempSync(join(tmpdir(), 'api-report-'));
  try {
    // API Extractor reads declarations, from a folder that looks like the package.
    symlinkSync(join(ROOT, 'node_modules'), join(folder, 'node_modules'));
    writeFileSync(join(folder, 'package.json'), readFileSync(join(ROOT, 'package.json')));
    writeDeclarations(folder);
    Extractor.invoke(configOf(folder), { localBuild: true, messageCallback: (message) => (message.handled = true) });
    return readFileSync(join(folder, 'report.api.md'), 'utf8');
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function writeDeclarations(folder: string): void {
  const program = ts.createProgram([join(ROOT, 'src', 'index.ts')], {
    target: ts.ScriptTarget.ES2022,
    module: ts.ModuleKind.Node20,
    strict: true,
    skipLibCheck: true,
    types: ['node'],
    declaration: true,
    stripInternal: true,
    rootDir: ROOT,
  });
  program.emit(undefined, (path, text) => ts.sys.writeFile(join(folder, relative(ROOT, path)), text), undefined, true);
}

function configOf(folder: string): ExtractorConfig {
  return ExtractorConfig.prepare({
    configObjectFullPath: undefined,
    packageJsonFullPath: join(folder, 'package.json'),
    configObject: {
      projectFolder: folder,
      mainEntryPointFilePath: join(folder, 'src', 'index.d.ts'),
      compiler: {
        overrideTsconfig: { compilerOptions: { module: 'node20', lib: ['es2023'], types: [], skipLibCheck: true } },
      },
      newlineKind: 'lf',
      apiReport: {
        enabled: true,
        reportFileName: 'report.api.md',
        reportFolder: folder,
        reportTempFolder: join(folder, 'temp'),
      },
      docModel: { enabled: false },
      dtsRollup: { enabled: false },
      tsdocMetadata: { enabled: false },
      messages: {
        compilerMessageReporting: { default: SILENT },
        // A name that a signature needs and the package does not export stands in the report; the rest is about tags.
        extractorMessageReporting: {
          default: SILENT,
          'ae-forgotten-export': { logLevel: ExtractorLogLevel.Warning, addToApiReportFile: true },
        },
        tsdocMessageReporting: { default: SILENT },
      },
    },
  });
}
