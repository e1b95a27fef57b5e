import { appendFileSync, writeFileSync } from 'node:fs';
import { ApiObject, App, Chart, Yaml } from 'cdk8s';
import { parseAllDocuments } from 'yaml';
import { HOSTILE_GETTERS, HOSTILE_VALUES } from '../support/hostile-values';
import { AROUND, SERVICES } from '../support/scenes';
import { invalid } from '../support/schemas';
import { type Attack, watched } from '../support/watched';

beforeEach(() => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
});
afterEach(() => {
  jest.restoreAllMocks();
});
const MISTAKE = /^.+; .+ \(([a-z-]+\/[a-z-]+)\)$/;
const LONGEST = 2000;
writeFileSync('/tmp/hostile-out.txt', '');
function outcome(scene: any, attack: Attack): string | undefined {
  try {
    const chart = new Chart(new App(), 'test', { namespace: 'llm' });
    scene(chart, watched(attack));
    const all = chart.node.findAll();
    const messages = all.flatMap(({ node }) => node.validate());
    const odd = messages.find((m) => !MISTAKE.test(m) || m.length > LONGEST);
    if (odd) return `message ${odd.length} ${odd.slice(0, 200)}`;
    if (messages.length > 0) return undefined;
    const manifests = parseAllDocuments(
      Yaml.stringify(...all.filter(ApiObject.isApiObject).map((o: any) => o.toJson())),
    ).map((d) => d.toJS());
    const wrong = manifests.flatMap((m: any) => invalid(m));
    return wrong.length ? `invalid ${wrong.join(', ').slice(0, 200)}` : undefined;
  } catch (e) {
    return `thrown ${(e as Error).stack
      ?.split('\n')
      .slice(0, 3)
      .map((s) => s.trim().slice(0, 150))
      .join(' | ')}`;
  }
}
test.each(Object.entries({ ...SERVICES, ...AROUND }))(
  '%s',
  (title, scene) => {
    const all = watched();
    scene(new Chart(new App(), 'test', { namespace: 'llm' }), all);
    let bad = 0,
      n = 0;
    const t0 = Date.now();
    for (const place of all.places) {
      for (const [name, make] of Object.entries(HOSTILE_VALUES)) {
        n++;
        const t = Date.now();
        const r = outcome(scene, { place, value: make() });
        if (r) {
          bad++;
          appendFileSync('/tmp/hostile-out.txt', `${title} | ${place} | ${name} | ${r}\n`);
        }
        if (Date.now() - t > 1000)
          appendFileSync('/tmp/hostile-out.txt', `${title} | ${place} | ${name} | SLOW ${Date.now() - t}\n`);
      }
      for (const [name, make] of Object.entries(HOSTILE_GETTERS)) {
        n++;
        const r = outcome(scene, { place, value: make(), isGetter: true });
        if (r) {
          bad++;
          appendFileSync('/tmp/hostile-out.txt', `${title} | ${place} | ${name} | ${r}\n`);
        }
      }
    }
    appendFileSync('/tmp/hostile-out.txt', `## ${title} ${bad}/${n} ${Date.now() - t0} ms\n`);
  },
  600_000,
);
