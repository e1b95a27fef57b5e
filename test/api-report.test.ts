import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { apiReport } from './support/api-report';
import { ROOT } from './support/markdown';

const REPORT = join(ROOT, 'api', 'cdk8s-llm-inference.api.md');

test('the public API is the one that was reviewed; `npm run api` writes a changed one to api/', () => {
  const report = apiReport();
  if (process.env.UPDATE_API) writeFileSync(REPORT, report);
  expect(report).toBe(readFileSync(REPORT, 'utf8'));
});
