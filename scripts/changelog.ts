// `npm run changelog -- FROM [TO]`: what the examples emit at one commit and no longer at another, as Markdown.
import { execFileSync } from 'node:child_process';

const GOLDENS = 'test/golden';

/** The differences of the golden manifests between two commits: a heading and a diff for each example. */
export function manifestChanges(folder: string, from: string, to: string): string {
  const git = (...args: string[]) => execFileSync('git', args, { cwd: folder, encoding: 'utf8' });
  const changed = git('diff', '--name-only', '--no-renames', from, to, '--', GOLDENS).split('\n').filter(Boolean);
  const sections = changed.map((path) => {
    const example = path.slice(GOLDENS.length + 1).replace(/\.yaml$/, '');
    const diff = git('diff', '--no-color', '--no-ext-diff', '--no-renames', '--unified=3', from, to, '--', path);
    const [, ...hunks] = diff.split(/^(?=@@ )/m);
    return `#### ${example}\n\n\`\`\`diff\n${hunks.join('')}\`\`\`\n`;
  });
  return sections.join('\n') || 'Nothing changes in what the examples emit.\n';
}

if (require.main === module) {
  const [from, to = 'HEAD'] = process.argv.slice(2);
  if (from === undefined) {
    process.stderr.write('usage: npm run changelog -- FROM [TO]\n');
    process.exitCode = 2;
  } else process.stdout.write(manifestChanges(process.cwd(), from, to));
}
