import { reachableTypes } from '../../scripts/prune-types';

const FILES: Readonly<Record<string, string>> = {
  'lib/index.d.ts': "export type { A } from './a/one';\nimport { Chart } from 'cdk8s';",
  'lib/a/one.d.ts': 'export interface A { b: import("../b/two").B }',
  'lib/b/two.d.ts': "import '../index';",
  'lib/b/alone.d.ts': "export type { A } from '../a/one';",
};

test('the declarations that the entry leads to are kept, and no others', () => {
  expect([...reachableTypes(['lib/index.d.ts'], (file) => FILES[file])]).toEqual([
    'lib/index.d.ts',
    'lib/a/one.d.ts',
    'lib/b/two.d.ts',
  ]);
});
