import { existsSync, lstatSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import type { KubeObject } from './kubectl';
import { sh } from './shell';
import { builtOf, manifest, program, type ToolName } from './tools';

/**
 * The objects of a file, a folder or a kustomization of an upstream module. They are kept beside the programs as JSON:
 * to read megabytes of YAML takes longer than to start what they are for.
 */
export function objectsOf(tool: ToolName, path: string): KubeObject[] {
  const kept = join(builtOf(tool), 'objects', `${path.replaceAll('/', '_')}.json`);
  if (!existsSync(kept)) {
    mkdirSync(dirname(kept), { recursive: true });
    // Renamed into place: a run beside this one may write the same.
    writeFileSync(`${kept}.${process.pid}`, JSON.stringify(parsed(yamlOf(manifest(tool, path)))));
    renameSync(`${kept}.${process.pid}`, kept);
  }
  return JSON.parse(readFileSync(kept, 'utf8')) as KubeObject[];
}

/** The same without what is only for reading: the descriptions are most of a CRD, and the API server chews on them. */
export function crdsOf(tool: ToolName, path: string): KubeObject[] {
  return objectsOf(tool, path).map(withoutDescriptions);
}

/** The objects of a YAML text. */
export function parsed(yaml: string): KubeObject[] {
  return parseAllDocuments(yaml).flatMap((document) => (document.toJS() as KubeObject | null) ?? []);
}

function yamlOf(path: string): string {
  if (!lstatSync(path).isDirectory()) return readFileSync(path, 'utf8');
  if (existsSync(join(path, 'kustomization.yaml'))) return sh(program('kubernetes', 'kubectl'), 'kustomize', path);
  const files = readdirSync(path).filter((file) => file.endsWith('.yaml'));
  return files.map((file) => readFileSync(join(path, file), 'utf8')).join('\n---\n');
}

/** A description is a text; a field that is called so is a schema and stays. */
function withoutDescriptions<T>(value: T): T {
  if (Array.isArray(value)) return value.map(withoutDescriptions) as T;
  if (typeof value !== 'object' || value === null) return value;
  const kept = Object.entries(value).filter(([key, each]) => key !== 'description' || typeof each !== 'string');
  return Object.fromEntries(kept.map(([key, each]) => [key, withoutDescriptions(each)])) as T;
}
