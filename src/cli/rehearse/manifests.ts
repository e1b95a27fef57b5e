import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { Unreadable } from '../../rehearsal/reader';
import { parseYaml } from '../../rehearsal/stack/objects';
import type { Io } from '../io';
import { sayBrokenWires } from './check';

const MANIFEST = /\.(?:ya?ml|json)$/i;

/**
 * The texts of the manifests that the arguments name: files, folders with all below them, and `-`. What the checks call
 * broken in them is said.
 */
export function readManifests(paths: readonly string[], io: Io): readonly string[] | Unreadable {
  if (paths.length === 0)
    return new Unreadable(['no manifests are named; give files, folders such as dist/, or - for standard input']);
  const reasons: string[] = [];
  const texts = new Map<string, string>();
  for (const path of paths) {
    const read = readPath(path, io);
    if (typeof read === 'string') reasons.push(read);
    else for (const [name, text] of read) texts.set(name, text);
  }
  for (const [name, text] of texts) {
    const parsed = parseYaml(text);
    if (typeof parsed === 'string') reasons.push(`${name}: ${parsed}`);
  }
  if (reasons.length > 0) return new Unreadable(reasons);
  const sources = [...texts].map(([name, text]) => ({ name, text }));
  sayBrokenWires(sources, paths[0], io);
  return [...texts.values()];
}

/** Names and texts, or what is wrong. */
function readPath(path: string, io: Io): readonly (readonly [string, string])[] | string {
  if (path === '-') {
    const text = io.readInput();
    return text.trim() === '' ? 'standard input is empty' : [['standard input', text]];
  }
  try {
    if (!statSync(path).isDirectory()) return [[path, readFileSync(path, 'utf8')]];
    const files = filesBelow(path).map((file) => [file, readFileSync(file, 'utf8')] as const);
    // Settings of tools are YAML and JSON too; every manifest has these two words.
    const manifests = files.filter(([, text]) => text.includes('apiVersion') && text.includes('kind'));
    if (manifests.length > 0) return manifests;
    return `there is no manifest in '${path}' (*.yaml, *.yml and *.json with an apiVersion and a kind)`;
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return `'${path}' ${code === 'ENOENT' ? 'is not there' : `cannot be read (${code})`}`;
  }
}

function filesBelow(folder: string): string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return entry.name === 'node_modules' || entry.name.startsWith('.') ? [] : filesBelow(path);
    return entry.isFile() && MANIFEST.test(entry.name) ? [path] : [];
  });
}
