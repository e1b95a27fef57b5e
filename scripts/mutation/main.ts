// `npm run mutation -- NAME ONLY`: changes the code of one part in every way that StrykerJS knows and counts what its
// tests notice; ONLY takes the files with this text in their path.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { compare } from './survivors';

/**
 * Each part: its code, and the tests that are about it, by their paths below test/, without those that try thousands of
 * random inputs or read the code as text.
 */
const PARTS: Readonly<Record<string, { readonly code: string; readonly tests: RegExp }>> = {
  kubernetes: { code: 'src/kubernetes', tests: /^kubernetes\/(?!rules\.)/ },
  metrics: { code: 'src/metrics', tests: /^metrics\// },
  scaling: { code: 'src/scaling', tests: /^scaling\// },
  stack: { code: 'src/stack', tests: /^stack\// },
  checks: { code: 'src/checks', tests: /^checks\/(?!(mutants|random-apps|hostile|variants|list)\.)/ },
  controllers: {
    code: 'src/rehearsal/controllers',
    tests: /^rehearsal\/(controllers\/|hpa|keda|formula)/,
  },
};

function filesIn(folder: string, ending: string): string[] {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith(ending));
  return names.sort();
}

async function main(name: string, only: string): Promise<number> {
  const part = PARTS[name];
  if (part === undefined) {
    process.stderr.write(`usage: npm run mutation -- ${Object.keys(PARTS).join('|')} [ONLY]\n`);
    return 2;
  }
  const report = `reports/mutation/${name}.json`;
  // All its processes load our runner.
  process.env.NODE_OPTIONS = '--import tsx';
  const { Stryker } = await import('@stryker-mutator/core');
  const results = await new Stryker({
    mutate: filesIn(part.code, '.ts')
      .map((file) => join(part.code, file))
      .filter((file) => file.includes(only)),
    testRunner: 'in-process',
    plugins: [require.resolve('./runner')],
    partTests: filesIn('test', '.test.ts')
      .filter((file) => part.tests.test(file))
      .map((file) => join('test', file)),
    // It does not know `partTests`, which is for our runner.
    warnings: false,
    coverageAnalysis: 'perTest',
    // What runs once when a file is loaded would need every test anew; tables are compared by tests of their own.
    ignoreStatic: true,
    concurrency: 1,
    timeoutMS: 10_000,
    reporters: ['clear-text', 'progress-append-only', 'html', 'json'],
    htmlReporter: { fileName: `reports/mutation/${name}.html` },
    jsonReporter: { fileName: report },
    clearTextReporter: { allowColor: false, logTests: false },
    tempDirName: 'reports/mutation/sandbox',
    ignorePatterns: ['/e2e', '/lib', '/dist', '/reports', '/biome.json'],
    allowEmpty: false,
  }).runMutationTest();
  if (results.length === 0) return 1;
  for (const line of accountOf(name, report)) process.stdout.write(`${line}\n`);
  return 0;
}

/** How many survivors have their reason in survivors.yaml, and those that have none. */
function accountOf(name: string, report: string): string[] {
  const explanations = parse(readFileSync(join(__dirname, 'survivors.yaml'), 'utf8'))[name] ?? [];
  const { survivors, unexplained, needless } = compare(JSON.parse(readFileSync(report, 'utf8')), explanations);
  return [
    ...unexplained.map((each) => `no reason is given for ${each}`),
    ...needless.map((each) => `a reason is given for what the tests notice: ${each}`),
    `${survivors.length} kinds of change are not noticed, ${survivors.length - unexplained.length} of them with a reason`,
  ];
}

const [name = '', only = ''] = process.argv.slice(2);
void main(name, only).then((code) => {
  process.exitCode = code;
});
