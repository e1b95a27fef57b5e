import { App, Chart } from 'cdk8s';
import { errorsOf } from '../support/chart';
import { AROUND, SERVICES } from '../support/scenes';
import { watched } from '../support/watched';

beforeEach(() => {
  jest.spyOn(process, 'emitWarning').mockImplementation(() => {});
});
afterEach(() => {
  jest.restoreAllMocks();
});

test.each(Object.entries({ ...SERVICES, ...AROUND }))('%s', (_, scene) => {
  const chart = new Chart(new App(), 'test', { namespace: 'llm' });
  const all = watched();
  scene(chart, all);
  expect(errorsOf(chart)).toEqual([]);
  console.log([...all.places].length);
});
