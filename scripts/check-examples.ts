// Writes anew what is expected of the bad examples of the rules: npm run checks:expect -- [NAME]. Read the difference.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { foundInBad, foundInGood, pairsIn } from '../test/checks/support';

const [wanted = ''] = process.argv.slice(2);
for (const pair of pairsIn(join(__dirname, '../test/checks/examples'))) {
  if (!pair.name.startsWith(wanted)) continue;
  writeFileSync(join(pair.folder, 'expected.txt'), foundInBad(pair));
  const good = foundInGood(pair);
  if (good.length > 0) process.stdout.write(`${pair.name}: the good example is not good:\n${good.join('')}`);
}
