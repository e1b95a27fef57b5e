import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** Compares with a file in the folder `golden` beside a test, for people to look at; `npm run golden` writes it anew. */
export function expectGolden(folder: string, name: string, text: string): void {
  const path = join(folder, 'golden', name);
  if (process.env.UPDATE_GOLDEN) {
    mkdirSync(join(folder, 'golden'), { recursive: true });
    writeFileSync(path, text);
  }
  expect(text).toBe(readFileSync(path, 'utf8'));
}
