import { type Dirent, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Source } from '../stack/read';
import type { Io } from './io';

/** What the arguments of a command led to. */
export interface Collected {
  /** What was read, in the order of the arguments and by name within a folder. */
  readonly sources: readonly Source[];
  /** Arguments that lead nowhere, as messages. */
  readonly problems: readonly string[];
  /** What was passed over although somebody may have meant it, as messages. */
  readonly notes: readonly string[];
}

/** Standard input as an argument. */
export const STANDARD_INPUT = '-';
const MANIFEST = /\.(?:ya?ml|json)$/i;
const KUSTOMIZATION = /^(?:kustomization\.ya?ml|Kustomization)$/;

/** Reads what the arguments name: files whatever they are called, folders with all below them, and `-`. */
export function collect(args: readonly string[], io: Io): Collected {
  const sources = new Map<string, Source>();
  const problems: string[] = [];
  const notes: string[] = [];
  for (const arg of args) {
    const found = read(arg, io);
    if (typeof found === 'string') problems.push(found);
    else {
      for (const source of found.sources) if (!sources.has(source.name)) sources.set(source.name, source);
      notes.push(...found.notes);
    }
  }
  return { sources: [...sources.values()], problems, notes };
}

function read(arg: string, io: Io): Omit<Collected, 'problems'> | string {
  if (arg === STANDARD_INPUT) {
    const text = io.readInput();
    return text.trim() === '' ? 'standard input is empty' : { sources: [{ name: '-', text }], notes: [] };
  }
  try {
    return statSync(arg).isDirectory() ? readFolder(arg) : { sources: [readFile(arg)], notes: [] };
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    return `'${arg}' ${code === 'ENOENT' ? 'is not there' : `cannot be read (${code ?? (error as Error).message})`}`;
  }
}

function readFile(path: string): Source {
  return { name: path, text: readFileSync(path, 'utf8') };
}

function readFolder(folder: string): Omit<Collected, 'problems'> | string {
  const walk: Walk = { files: [], charts: [], kustomizations: [] };
  walkInto(folder, walk);
  const sources = walk.files.map(readFile).filter(({ text }) => mayHoldManifests(text));
  const notes = [
    ...walk.charts.map(
      (chart) =>
        `the templates of ${chart} are no manifests yet; check what they give: helm template ${chart} | cdk8s-llm-inference check -`,
    ),
    ...walk.kustomizations.map(
      (base) =>
        `${base} holds a kustomization; check what it gives as well: kustomize build ${base} | cdk8s-llm-inference check -`,
    ),
  ];
  if (sources.length > 0 || notes.length > 0) return { sources, notes };
  return `there is no manifest in '${folder}' (*.yaml, *.yml and *.json with an apiVersion and a kind)`;
}

interface Walk {
  readonly files: string[];
  readonly charts: string[];
  readonly kustomizations: string[];
}

/** Symbolic links to folders are not followed: they may lead in circles, and what they lead to has a place of its own. */
function walkInto(folder: string, walk: Walk): void {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1));
  const isChart = entries.some(({ name }) => name === 'Chart.yaml');
  if (isChart) walk.charts.push(folder);
  if (entries.some(({ name }) => KUSTOMIZATION.test(name))) walk.kustomizations.push(folder);
  for (const entry of entries) {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) {
      if (!isPassedOver(entry.name) && !(isChart && entry.name === 'templates')) walkInto(path, walk);
    } else if (MANIFEST.test(entry.name) && isFile(entry, path)) walk.files.push(path);
  }
}

function isPassedOver(folder: string): boolean {
  return folder === 'node_modules' || folder.startsWith('.');
}

function isFile(entry: Dirent, path: string): boolean {
  return entry.isFile() || (entry.isSymbolicLink() && existsSync(path) && statSync(path).isFile());
}

/** Settings of tools are YAML and JSON too; only what has the two words that every manifest has is read. */
function mayHoldManifests(text: string): boolean {
  return text.includes('apiVersion') && text.includes('kind');
}
