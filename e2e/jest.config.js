// `npm run e2e`: the synthesized manifests on the real control plane. Never a part of `npm test`.
// `npm run e2e:long`: with the questions that take too long for every day, and more of the others.
const FOLDERS = process.env.E2E_LONG === '1' ? ['scenarios', 'long'] : ['scenarios'];

/** @type {import('jest').Config} */
module.exports = {
  rootDir: '..',
  testEnvironment: '<rootDir>/e2e/scenarios/support/environment.ts',
  testMatch: FOLDERS.map((folder) => `<rootDir>/e2e/${folder}/**/*.test.ts`),
  moduleNameMapper: { '^cdk8s-llm-inference$': '<rootDir>/src/index.ts' },
  // The types are checked by `npm test` and by tsc; here only the start would be slower by that.
  transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.json', diagnostics: false }] },
  testSequencer: '<rootDir>/e2e/suite/sequencer.js',
  globalSetup: '<rootDir>/e2e/scenarios/support/announce.ts',
  globalTeardown: '<rootDir>/e2e/scenarios/support/account.ts',
  // The longest only wait, for windows of five minutes, so that two of these five have the machine.
  maxWorkers: Number(process.env.E2E_WORKERS ?? 5),
  // Whole copies of the repository, where mutants were tried.
  modulePathIgnorePatterns: ['<rootDir>/reports/'],
  testTimeout: 600_000,
  verbose: true,
};
