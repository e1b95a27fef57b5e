import { ApiObject, App, Chart } from 'cdk8s';
import { HOSTILE_GETTERS, HOSTILE_VALUES } from '../support/hostile-values';
import { AROUND, type Scene, SERVICES } from '../support/scenes';
import { invalid } from '../support/schemas';
import { type Attack, watched } from '../support/watched';

/** One value in so many is tried in each place; `HOSTILE_SHARE=1` tries all. */
const SHARE = Number(process.env.HOSTILE_SHARE ?? 8);
const LONGEST_MESSAGE = 2000;
const MISTAKE = /^[\x20-\x7e–—…×≥≤·µ']+; [\x20-\x7e…]+ \([a-z-]+\/[a-z-]+\)$/;

beforeEach(() => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** What is wrong with how an attack ended: it has to end in messages of our form, or in valid objects. */
function flaw(scene: Scene, attack: Attack): string | undefined {
  try {
    const chart = new Chart(new App(), 'test', { namespace: 'llm' });
    scene(chart, watched(attack));
    const constructs = chart.node.findAll();
    const messages = constructs.flatMap(({ node }) => node.validate());
    if (messages.length > 0)
      return messages.find((message) => !MISTAKE.test(message) || message.length > LONGEST_MESSAGE)?.slice(0, 300);
    const objects = constructs.flatMap((each) => (ApiObject.isApiObject(each) ? [each.toJson()] : []));
    return objects.flatMap(invalid)[0];
  } catch (error) {
    return String((error as Error).stack)
      .split('\n')
      .slice(0, 4)
      .join('\n');
  }
}

/** Every attack on every place of a scene, each with its title. */
function attacksOn(scene: Scene): (readonly [string, Attack])[] {
  const all = watched();
  scene(new Chart(new App(), 'test', { namespace: 'llm' }), all);
  return [...all.places].flatMap((place) => [
    ...Object.entries(HOSTILE_VALUES).map(([what, make]) => [`${place}: ${what}`, { place, value: make() }] as const),
    ...Object.entries(HOSTILE_GETTERS).map(
      ([what, make]) => [`${place}: ${what}`, { place, value: make(), isGetter: true }] as const,
    ),
  ]);
}

test.each(Object.entries({ ...SERVICES, ...AROUND }))(
  '%s takes nothing hostile',
  (_, scene) => {
    const attacks = attacksOn(scene).filter((_attack, index) => index % SHARE === 0);
    const flaws = attacks.flatMap(([title, attack]) => {
      const found = flaw(scene, attack);
      return found === undefined ? [] : [`${title}: ${found}`];
    });
    expect(attacks.length).toBeGreaterThan(20);
    expect(flaws).toEqual([]);
  },
  600_000,
);
