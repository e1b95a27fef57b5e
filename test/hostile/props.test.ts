import { HOSTILE_GETTERS, HOSTILE_VALUES } from '../support/hostile-values';
import { flawOf, placesOf } from '../support/scene-outcome';
import { SCENES } from '../support/scenes/all';
import type { Scene } from '../support/scenes/scene';
import type { Attack } from '../support/watched';

/** One value in so many is tried in each place; `HOSTILE_SHARE=1` tries all. */
const SHARE = Number(process.env.HOSTILE_SHARE ?? 11);

beforeEach(() => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
});
afterEach(() => {
  jest.restoreAllMocks();
});

/** Every attack on every place of a scene, each with its title. */
function attacksOn(scene: Scene): (readonly [string, Attack])[] {
  return placesOf(scene).flatMap((place) => [
    ...Object.entries(HOSTILE_VALUES).map(([what, make]) => [`${place}: ${what}`, { place, value: make() }] as const),
    ...Object.entries(HOSTILE_GETTERS).map(
      ([what, make]) => [`${place}: ${what}`, { place, value: make(), isGetter: true }] as const,
    ),
  ]);
}

test.each(Object.entries(SCENES))(
  '%s takes nothing hostile',
  (_, scene) => {
    const attacks = attacksOn(scene).filter((_attack, index) => index % SHARE === 0);
    const flaws = attacks.flatMap(([title, attack]) => {
      const found = flawOf(scene, attack);
      return found === undefined ? [] : [`${title}: ${found}`];
    });
    expect(attacks.length).toBeGreaterThan(20);
    expect(flaws).toEqual([]);
  },
  600_000,
);
