// A test runner of StrykerJS that keeps code and tests loaded and turns on one mutant after the other: milliseconds each,
// where jest takes seconds.
import { resolve } from 'node:path';
import type { MutantCoverage, StrykerOptions } from '@stryker-mutator/api/core';
import { commonTokens, declareClassPlugin, PluginKind, tokens } from '@stryker-mutator/api/plugin';
import {
  type DryRunOptions,
  type DryRunResult,
  DryRunStatus,
  type MutantRunOptions,
  type MutantRunResult,
  MutantRunStatus,
  type TestResult,
  type TestRunner,
  TestStatus,
} from '@stryker-mutator/api/test-runner';
import { Tests } from './tests';

/** What the changed code and Stryker tell each other. */
interface Switchboard {
  activeMutant?: string;
  currentTestId?: string;
  hitCount?: number;
  hitLimit?: number;
  mutantCoverage?: MutantCoverage;
}

class InProcessRunner implements TestRunner {
  static inject = tokens(commonTokens.options);

  private readonly switchboard: Switchboard = {};
  private tests: Tests | undefined;
  /** Whether the code was loaded with a mutant in it. */
  private isStained = false;

  constructor(private readonly options: StrykerOptions) {}

  capabilities() {
    return { reloadEnvironment: true };
  }

  async init(): Promise<void> {
    Object.assign(globalThis, { __stryker__: this.switchboard });
    this.load();
  }

  /** Loads the tests and the code anew, from the sandbox, where it is changed. */
  private load(): void {
    for (const path of Object.keys(require.cache))
      if (path.startsWith(process.cwd()) && !path.includes('node_modules')) delete require.cache[path];
    this.tests = new Tests((this.options.partTests as readonly string[]).map((file) => resolve(file)));
  }

  async dryRun(_options: DryRunOptions): Promise<DryRunResult> {
    const tests: TestResult[] = [];
    for (const name of this.loaded.names) {
      this.switchboard.currentTestId = name;
      const started = performance.now();
      const failure = await this.loaded.run(name);
      const test = { id: name, name, timeSpentMs: performance.now() - started };
      tests.push(
        failure === undefined
          ? { ...test, status: TestStatus.Success }
          : { ...test, status: TestStatus.Failed, failureMessage: failure.stack ?? failure.message },
      );
    }
    this.switchboard.currentTestId = undefined;
    return { status: DryRunStatus.Complete, tests, mutantCoverage: this.switchboard.mutantCoverage };
  }

  async mutantRun({
    activeMutant,
    testFilter,
    hitLimit,
    reloadEnvironment,
  }: MutantRunOptions): Promise<MutantRunResult> {
    const { switchboard } = this;
    const names = testFilter ?? this.loaded.names;
    Object.assign(switchboard, { activeMutant: activeMutant.id, hitLimit, hitCount: hitLimit && 0 });
    try {
      // What also runs when it is loaded is loaded with the mutant on, and the next one without.
      const isLoadedAnew = reloadEnvironment || this.isStained;
      this.isStained = reloadEnvironment;
      if (isLoadedAnew) this.load();
      for (const [index, name] of names.entries()) {
        const failure = await this.loaded.run(name);
        if (hitLimit !== undefined && (switchboard.hitCount ?? 0) > hitLimit)
          return { status: MutantRunStatus.Timeout, reason: 'it goes round and round' };
        if (failure !== undefined) return killed(name, failure, index + 1);
      }
      return { status: MutantRunStatus.Survived, nrOfTests: names.length };
    } catch (error) {
      return killed(names[0], error as Error, 0);
    } finally {
      switchboard.activeMutant = undefined;
    }
  }

  private get loaded(): Tests {
    if (this.tests === undefined) throw new Error('the runner is not initialized');
    return this.tests;
  }
}

function killed(by: string, { message }: Error, nrOfTests: number): MutantRunResult {
  return { status: MutantRunStatus.Killed, killedBy: [by], failureMessage: message, nrOfTests };
}

export const strykerPlugins = [declareClassPlugin(PluginKind.TestRunner, 'in-process', InProcessRunner)];
