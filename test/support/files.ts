import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Writes files into a folder of their own, which is gone after the tests. */
export function temporaryFiles() {
  const folder = mkdtempSync(join(tmpdir(), 'cdk8s-llm-inference-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  return (name: string, content: string | Uint8Array): string => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  };
}
