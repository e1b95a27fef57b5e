// `npm run mutation -- NAME EVERY`: changes the code of one part in every way that StrykerJS knows and counts what its
// tests notice. EVERY takes one of so many files only. What was found before is found again without running, where
// neither the code nor the tests changed.

import { readdirSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Each part: its code, and the tests that are about it, without those that try thousands of random inputs or read the
 * code as text.
 */
const PARTS: Readonly<Record<string, { readonly code: string; readonly tests: readonly string[] }>> = {
  kubernetes: { code: 'src/kubernetes', tests: ['kubernetes/**/*'] },
  metrics: { code: 'src/metrics', tests: ['metrics/**/*'] },
  scaling: { code: 'src/scaling', tests: ['scaling/**/*'] },
  stack: { code: 'src/stack', tests: ['stack/**/*'] },
  checks: { code: 'src/checks', tests: ['checks/!(mutants|random-apps|hostile|variants|list)', 'checks/*/**/*'] },
  controllers: {
    code: 'src/rehearsal/controllers',
    tests: ['rehearsal/controllers/**/*', 'rehearsal/+(hpa|keda|formula)*'],
  },
};

/** One of so many files, from the first on. */
export function sampleOf(files: readonly string[], every: number): string[] {
  return [...files].sort().filter((_, index) => index % every === 0);
}

function filesIn(folder: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'));
  return names.map((name) => join(folder, name));
}

async function main(name: string, every: number): Promise<number> {
  const part = PARTS[name];
  if (part === undefined || !(every >= 1)) {
    process.stderr.write(`usage: npm run mutation -- ${Object.keys(PARTS).join('|')} [EVERY]\n`);
    return 2;
  }
  const { Stryker } = await import('@stryker-mutator/core');
  const results = await new Stryker({
    mutate: sampleOf(filesIn(part.code), every),
    testRunner: 'jest',
    jest: {
      projectType: 'custom',
      config: {
        ...require('../jest.config.js'),
        testMatch: part.tests.map((tests) => `<rootDir>/test/${tests}.test.ts`),
      },
    },
    coverageAnalysis: 'perTest',
    // What runs once when a file is loaded would need every test anew; tables are compared by tests of their own.
    ignoreStatic: true,
    concurrency: 1,
    timeoutMS: 30_000,
    incremental: true,
    incrementalFile: `reports/mutation/${name}.json`,
    reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
    htmlReporter: { fileName: `reports/mutation/${name}.html` },
    jsonReporter: { fileName: `reports/mutation/${name}-result.json` },
    clearTextReporter: { allowColor: false, logTests: false },
    tempDirName: 'reports/mutation/sandbox',
    ignorePatterns: ['/e2e', '/lib', '/dist', '/reports', '/biome.json'],
    allowEmpty: false,
  }).runMutationTest();
  return results.length > 0 ? 0 : 1;
}

if (require.main === module) {
  const [name = '', every = '1'] = process.argv.slice(2);
  void main(name, Number(every)).then((code) => {
    process.exitCode = code;
  });
}
