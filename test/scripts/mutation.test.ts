import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Tests } from '../../scripts/mutation/tests';

const FILE = `
  const said = [];
  globalThis.said = said;
  beforeEach(() => said.push('before'));
  test('adds', () => expect(1 + 1).toBe(2));
  test.each([[1, 2], [2, 4]])('%d doubled', async (one, two) => expect(one * 2).toBe(two));
  test.skip('never', () => { throw new Error('never'); });
  describe('a group', () => {
    beforeAll(() => said.push('first'));
    afterEach(() => said.push('after'));
    test('fails', () => expect(1).toBe(2));
    it('mocks', () => {
      const object = { speak: () => 'aloud' };
      jest.spyOn(object, 'speak').mockReturnValue('low');
      expect(object.speak()).toBe('low');
      jest.restoreAllMocks();
      expect(object.speak()).toBe('aloud');
    });
  });
  describe.each([['one'], ['two']])('group %s', () => { test('throws', () => { throw 'a word'; }); });
`;

/** The names that this class gives to tests are those of jest here, too: they are put back. */
const NAMES = ['describe', 'test', 'it', 'expect', 'jest', 'beforeAll', 'beforeEach', 'afterEach', 'afterAll'] as const;

let tests: Tests;
let said: string[];

beforeAll(() => {
  const folder = mkdtempSync(join(tmpdir(), 'tests-'));
  const globals = globalThis as unknown as Record<string, unknown>;
  const own = NAMES.map((name) => [name, globals[name]] as const);
  try {
    writeFileSync(join(folder, 'some.test.js'), FILE);
    tests = new Tests([join(folder, 'some.test.js')]);
    said = globals.said as string[];
  } finally {
    Object.assign(globals, Object.fromEntries(own));
    rmSync(folder, { recursive: true });
  }
});

const called = (part: string) => tests.names.find((name) => name.endsWith(part)) as string;

test('finds the tests of a file, without those that are skipped', () => {
  const names = tests.names.map((name) => name.replace(/^\S+some\.test\.js /, ''));
  expect(names).toEqual([
    ...['adds', '1 doubled', '2 doubled', 'a group fails', 'a group mocks'],
    ...['group one throws', 'group two throws'],
  ]);
});

test('runs each as often as one likes, with what is around it', async () => {
  for (let times = 1; times <= 2; times++) {
    said.length = 0;
    expect(await tests.run(called('a group mocks'))).toBeUndefined();
    expect(said).toEqual(['first', 'before', 'after']);
  }
  said.length = 0;
  expect(await tests.run(called('2 doubled'))).toBeUndefined();
  expect(said).toEqual(['before']);
});

test('says what is wrong', async () => {
  expect((await tests.run(called('a group fails')))?.message).toContain('Expected');
  expect((await tests.run(called('group two throws')))?.message).toBe('a word');
});
