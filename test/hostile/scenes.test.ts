import { App, Chart } from 'cdk8s';
import { errorsOf } from '../support/chart';
import { inputPlaces, neverGiven } from '../support/input-places';
import { placesOf } from '../support/scene-outcome';
import { SCENES } from '../support/scenes/all';
import { watched } from '../support/watched';

beforeEach(() => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
});
afterEach(() => {
  jest.restoreAllMocks();
});

test.each(Object.entries(SCENES))('nothing is wrong with %s', (_, scene) => {
  const chart = new Chart(new App(), 'test', { namespace: 'llm' });
  scene(chart, watched());
  expect(errorsOf(chart)).toEqual([]);
});

test('the scenes give something in every place of the API', () => {
  const given = Object.values(SCENES).flatMap(placesOf);
  const { ofClasses, ofValues } = inputPlaces();
  expect(ofClasses.length).toBeGreaterThan(300);
  expect(neverGiven([...ofClasses, ...ofValues], given)).toEqual([]);
});
