import { spawnSync } from 'node:child_process';
import { cpSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parse, parseAllDocuments } from 'yaml';

const ROOT = join(__dirname, '..');
const CRDS = join(ROOT, 'imports', 'crds');
const CLI = join(dirname(require.resolve('cdk8s-cli/package.json')), 'bin', 'cdk8s');

test('cdk8s.yaml imports every schema file', () => {
  const { imports } = parse(readFileSync(join(ROOT, 'cdk8s.yaml'), 'utf8'));
  expect(imports).toEqual(
    readdirSync(CRDS)
      .sort()
      .map((file) => `imports/crds/${file}`),
  );
});

test.each(readdirSync(CRDS))('%s holds one API group, by which it is named', (file) => {
  const groups = parseAllDocuments(readFileSync(join(CRDS, file), 'utf8')).map((crd) => crd.toJS().spec.group);
  expect(new Set(groups)).toEqual(new Set([file.replace(/\.yaml$/, '')]));
});

test('the TypeScript beside the schemas is what `npm run import` makes of them', () => {
  const folder = mkdtempSync(join(tmpdir(), 'imports-'));
  try {
    cpSync(join(ROOT, 'cdk8s.yaml'), join(folder, 'cdk8s.yaml'));
    cpSync(CRDS, join(folder, 'imports', 'crds'), { recursive: true });
    const { status, stderr } = spawnSync(process.execPath, [CLI, 'import', '--check-upgrade=false'], {
      cwd: folder,
      encoding: 'utf8',
    });
    expect([status, stderr]).toEqual([0, expect.any(String)]);
    const generated = (root: string) =>
      Object.fromEntries(
        readdirSync(join(root, 'imports'))
          .filter((file) => file.endsWith('.ts'))
          .map((file) => [file, readFileSync(join(root, 'imports', file), 'utf8')]),
      );
    expect(generated(folder)).toEqual(generated(ROOT));
  } finally {
    rmSync(folder, { recursive: true });
  }
}, 120_000);
