import { existsSync } from 'node:fs';
import { join } from 'node:path';

const Sequencer = require('../../e2e/suite/sequencer');

const SCENARIOS = join(__dirname, '..', '..', 'e2e', 'scenarios');

/** What jest hands to a sequencer, without a run that it remembers: it goes by the size of the files then. */
function ordered(names: readonly string[], sizes: Readonly<Record<string, number>> = {}): string[] {
  const fileSize = (path: string) => sizes[path.split('/').pop() ?? ''] ?? 100;
  const context = { config: { id: 'none', cacheDirectory: '/nowhere' }, hasteFS: { getSize: fileSize } };
  const tests = names.map((name) => ({ path: `/e2e/scenarios/${name}.test.ts`, context }));
  const sorted: typeof tests = new Sequencer({ contexts: [], globalConfig: {} }).sort(tests);
  return sorted.map(({ path }) => path.replace(/.*\/|\.test\.ts$/g, ''));
}

test('what takes minutes begins first, the longest before the others', () => {
  expect(ordered(['smoke', 'day-2', 'keda-llm', 'ack-gpu'])).toEqual(['ack-gpu', 'keda-llm', 'day-2', 'smoke']);
});

test('the others go by their size, as jest has it', () => {
  const sizes = { 'smoke.test.ts': 10, 'nim-hpa.test.ts': 20, 'ack-gpu.test.ts': 1 };
  expect(ordered(['smoke', 'nim-hpa', 'ack-gpu'], sizes)).toEqual(['ack-gpu', 'nim-hpa', 'smoke']);
});

test('each that is named is a scenario', () => {
  expect(Sequencer.LONG).not.toHaveLength(0);
  const missing = Sequencer.LONG.filter((name: string) => !existsSync(join(SCENARIOS, `${name}.test.ts`)));
  expect(missing).toEqual([]);
});
