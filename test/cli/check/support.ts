import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { readText } from '../../support/markdown';
import { cli } from '../support';

/** Manifests that break one rule, and the same put right. */
export const PAIR = join('test', 'checks', 'examples', 'wire', 'monitor-port');
export const BAD = readText(join(PAIR, 'bad.yaml'));
export const GOOD = readText(join(PAIR, 'good.yaml'));
/** What makes the exit code 0 or 1 for its severity alone. */
export const WARNING = readText(join('test', 'checks', 'examples', 'security', 'remote-code', 'bad.yaml'));

/** A folder for each test of the file, in which to write and to run `check`. */
export function checkingIn() {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'check-'));
  });
  afterEach(() => rmSync(folder, { recursive: true }));

  /** The path of the folder, or of a name in it. */
  const pathOf = (...names: readonly string[]) => join(folder, ...names);

  /** Writes a file into the folder and gives its path. */
  function file(name: string, text: string): string {
    const path = pathOf(name);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    return path;
  }

  /** Runs the command; messages name the folder by a dot. */
  async function check(args: readonly string[], input?: string) {
    const { code, out, err } = await cli(['check', ...args], input);
    return { code, out: out.replaceAll(folder, '.'), err: err.replaceAll(folder, '.') };
  }

  async function findingsOf(
    args: readonly string[],
    input?: string,
  ): Promise<{ rule: string; severity: string; file?: string; line?: number }[]> {
    const { out } = await check([...args, '--format', 'json'], input);
    return JSON.parse(out).findings;
  }

  const rulesOf = async (args: readonly string[], input?: string) =>
    (await findingsOf(args, input)).map(({ rule }) => rule);

  return { pathOf, file, check, findingsOf, rulesOf };
}
