import { ApiObject, App, Chart } from 'cdk8s';
import fc from 'fast-check';
import { HOSTILE_VALUES } from './hostile-values';
import { SCENES } from './scenes/all';
import type { Scene } from './scenes/scene';
import { invalid } from './schemas';
import { type Attack, watched } from './watched';

const LONGEST_MESSAGE = 2000;
const MISTAKE = /^[\x20-\x7e–—…×≥≤·µ']+; [\x20-\x7e…]+ \([a-z-]+\/[a-z-]+\)$/;

const emptyChart = () => new Chart(new App(), 'test', { namespace: 'llm' });

/** Every place of a scene. */
export function placesOf(scene: Scene): string[] {
  const all = watched();
  scene(emptyChart(), all);
  return [...all.places];
}

/** What is wrong with how attacks ended: they have to end in messages of our form, or in valid objects. */
export function flawOf(scene: Scene, ...attacks: readonly Attack[]): string | undefined {
  try {
    const chart = emptyChart();
    scene(chart, watched(...attacks));
    const constructs = chart.node.findAll();
    const messages = constructs.flatMap(({ node }) => node.validate());
    if (messages.length > 0)
      return messages.find((message) => !MISTAKE.test(message) || message.length > LONGEST_MESSAGE)?.slice(0, 300);
    const objects = constructs.flatMap((each) => (ApiObject.isApiObject(each) ? [each.toJson()] : []));
    // Further fields of pods and of metadata, which the user writes as they are, are the API server's to judge.
    return attacks.some(({ place }) => /affinity|podSpec|metadata$/.test(place))
      ? undefined
      : objects.flatMap(invalid)[0];
  } catch (error) {
    return String((error as Error).stack)
      .split('\n')
      .slice(0, 4)
      .join('\n');
  }
}

/** A scene in which some of what is given is left out or replaced. */
export interface ChangedScene {
  readonly scene: string;
  readonly changes: readonly { readonly place: number; readonly value: string }[];
}

/** Scenes with a few changes, every second of which leaves something out. */
export const changedScene: fc.Arbitrary<ChangedScene> = fc.record({
  scene: fc.constantFrom(...Object.keys(SCENES)),
  changes: fc.array(
    fc.record({
      place: fc.nat(1000),
      value: fc.oneof(fc.constant('nothing'), fc.constantFrom(...Object.keys(HOSTILE_VALUES))),
    }),
    { minLength: 1, maxLength: 4 },
  ),
});

/** What is wrong with how a changed scene ended. */
export function flawOfChanged({ scene, changes }: ChangedScene): string | undefined {
  const places = placesOf(SCENES[scene]);
  const attacks = changes.map(({ place, value }) => ({
    place: places[place % places.length],
    value: HOSTILE_VALUES[value](),
  }));
  return flawOf(SCENES[scene], ...attacks);
}
