// The tests of some files in this very process, as often as one likes: jest loads everything anew for each run, which is
// nearly all of the time that a mutant takes.
import { expect } from 'expect';
import { bind } from 'jest-each';
import { fn, spyOn } from 'jest-mock';

type Body = () => unknown;

/** What is to be done around the tests of a group. */
interface Hooks {
  readonly beforeAll: Body[];
  readonly beforeEach: Body[];
  readonly afterEach: Body[];
  readonly afterAll: Body[];
}

/** A test, with the groups that it is in, from the outermost on. */
interface Test {
  readonly name: string;
  readonly body: Body;
  readonly groups: readonly Hooks[];
}

/** How a test ended: nothing is wrong, or what is. */
export type Outcome = Error | undefined;

const noHooks = (): Hooks => ({ beforeAll: [], beforeEach: [], afterEach: [], afterAll: [] });

/** Loads files of tests, and runs each test by its name. */
export class Tests {
  private readonly tests = new Map<string, Test>();
  private groups: readonly Hooks[] = [];
  private title: readonly string[] = [];

  constructor(files: readonly string[]) {
    Object.assign(globalThis, this.globals());
    // Snapshots are jest's own; the other expectations of their tests count here.
    const pass = () => ({ pass: true, message: () => '' });
    expect.extend({ toMatchSnapshot: pass, toMatchInlineSnapshot: pass });
    for (const file of files) this.group(file, () => require(file));
  }

  get names(): readonly string[] {
    return [...this.tests.keys()];
  }

  async run(name: string): Promise<Outcome> {
    const { body, groups } = this.tests.get(name) as Test;
    const all = (hooks: keyof Hooks) => groups.flatMap((group) => group[hooks]);
    try {
      // Each test stands for itself, so what is done once for a group is done for each of its tests.
      for (const each of [...all('beforeAll'), ...all('beforeEach'), body]) await each();
      return undefined;
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error));
    } finally {
      for (const each of [...all('afterEach'), ...all('afterAll')].reverse()) await each();
    }
  }

  private globals() {
    const test = (name: string, body: Body) => {
      const whole = [...this.title, name].join(' ');
      const named = this.tests.has(whole) ? `${whole} (${this.tests.size})` : whole;
      this.tests.set(named, { name: named, body, groups: this.groups });
    };
    const describe = (name: string, body: Body) => this.group(name, body);
    const skip = Object.assign(() => {}, { each: () => () => {} });
    const tests = Object.assign(test, { each: bind(test as never, false), skip });
    const groups = Object.assign(describe, { each: bind(describe as never, false), skip });
    const mocks: { mockRestore(): void }[] = [];
    const spied = (...args: Parameters<typeof spyOn>) => {
      const spy = spyOn(...args);
      mocks.push(spy as never);
      return spy;
    };
    const restoreAllMocks = () => {
      for (const mock of mocks.splice(0)) mock.mockRestore();
    };
    const jest = { fn, spyOn: spied, restoreAllMocks };
    return { describe: groups, test: tests, it: tests, expect, jest, ...this.hooks() };
  }

  private hooks() {
    const adding = (hook: keyof Hooks) => (body: Body) => this.groups.at(-1)?.[hook].push(body);
    return {
      beforeAll: adding('beforeAll'),
      beforeEach: adding('beforeEach'),
      afterEach: adding('afterEach'),
      afterAll: adding('afterAll'),
    };
  }

  private group(name: string, body: Body): void {
    const { groups, title } = this;
    this.groups = [...groups, noHooks()];
    this.title = [...title, name];
    body();
    this.groups = groups;
    this.title = title;
  }
}
