import { TestEnvironment } from 'jest-environment-node';
import { countFailure } from './failures';

interface Event {
  readonly name: string;
  readonly test?: { readonly errors: readonly unknown[] };
}

/** Tells a test file of its failures, so that a group of tests knows at its end whether something went wrong. */
export default class ScenarioEnvironment extends TestEnvironment {
  handleTestEvent({ name, test }: Event): void {
    if (name === 'hook_failure' || (name === 'test_done' && test?.errors.length)) countFailure(this.global);
  }
}
