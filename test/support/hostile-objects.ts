import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';

const FOLDERS = ['../golden', '../stack/valid'].map((folder) => join(__dirname, folder));

/** One object of every kind that the examples and the valid stacks have; the first is a Deployment called qwen. */
export const HOSTILE_OBJECTS: readonly Record<string, unknown>[] = [
  {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'qwen', namespace: 'llm' },
    spec: {
      selector: { matchLabels: { app: 'qwen' } },
      template: {
        metadata: { labels: { app: 'qwen' } },
        spec: { containers: [{ name: 'c', image: 'vllm/vllm-openai:v0.11.0', ports: [{ containerPort: 8000 }] }] },
      },
    },
  },
  ...everyKind(),
];

function everyKind(): Record<string, unknown>[] {
  const texts = FOLDERS.flatMap((folder) =>
    readdirSync(folder).map((file) => readFileSync(join(folder, file), 'utf8')),
  );
  const objects = texts.flatMap((text) => parseAllDocuments(text).map((document) => document.toJS()));
  const kinds = new Map(objects.map((object) => [`${object.apiVersion} ${object.kind}`, object]));
  return [...kinds.values()];
}
