// The last step of `npm run build`: takes away the declarations that no entry point of the package leads to. The exports
// of the package close every other way to them, so that they would be weight that nobody can use.

import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

const REFERENCE = /(?:from |import\(|import )['"](\.[^'"]+)['"]/g;

/** The declarations that these lead to, themselves among them. @param read gives the text of a declaration */
export function reachableTypes(entries: readonly string[], read: (file: string) => string): Set<string> {
  const found = new Set(entries);
  for (const file of found)
    for (const [, path] of read(file).matchAll(REFERENCE)) found.add(normalize(`${join(dirname(file), path)}.d.ts`));
  return found;
}

if (require.main === module) {
  const { exports } = JSON.parse(readFileSync('package.json', 'utf8')) as {
    exports: Record<string, string | { readonly types: string }>;
  };
  const entries = Object.values(exports).flatMap((entry) =>
    typeof entry === 'string' ? [] : [normalize(entry.types)],
  );
  const kept = reachableTypes(entries, (file) => readFileSync(file, 'utf8'));
  const missing = [...kept].filter((file) => !existsSync(file));
  if (missing.length > 0) process.stderr.write(`there is no ${missing.join(', ')}\n`);
  process.exitCode = missing.length > 0 ? 1 : 0;
  for (const name of readdirSync('lib', { recursive: true, encoding: 'utf8' }))
    if (name.endsWith('.d.ts') && !kept.has(join('lib', name))) rmSync(join('lib', name));
}
