import { App, Chart } from 'cdk8s';
import { errorsOf } from '../support/chart';
import { inputPlaces, neverGiven } from '../support/input-places';
import { AROUND, SERVICES } from '../support/scenes';
import { watched } from '../support/watched';

const SCENES = Object.entries({ ...SERVICES, ...AROUND });

beforeEach(() => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
});
afterEach(() => {
  jest.restoreAllMocks();
});

test.each(SCENES)('nothing is wrong with %s', (_, scene) => {
  const chart = new Chart(new App(), 'test', { namespace: 'llm' });
  scene(chart, watched());
  expect(errorsOf(chart)).toEqual([]);
});

test('the scenes give something in every place of the API', () => {
  const given = SCENES.flatMap(([, scene]) => {
    const all = watched();
    scene(new Chart(new App(), 'test', { namespace: 'llm' }), all);
    return [...all.places];
  });
  const { ofClasses, ofValues } = inputPlaces();
  expect(ofClasses.length).toBeGreaterThan(300);
  expect(neverGiven([...ofClasses, ...ofValues], given)).toEqual([]);
});
