import { isEmptySelector, labelSelectorOf, plainSelectorOf, selects } from '../../src/stack/label-selector';
import { placeOf } from '../../src/stack/place';
import { readManifests } from '../../src/stack/read';

function placeOfSelector(selector: unknown) {
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'Service', spec: { selector } });
  const [manifest] = readManifests([{ name: 'a.yaml', text }]).manifests;
  return placeOf(manifest, ['spec', 'selector']);
}

const selectorOf = (selector: unknown) => labelSelectorOf(placeOfSelector(selector));
const on = (operator: unknown, values?: unknown) => ({ matchExpressions: [{ key: 'app', operator, values }] });

describe('labels meet a selector', () => {
  test.each([
    [{ matchLabels: { app: 'qwen' } }, { app: 'qwen', tier: 'gpu' }, true],
    [{ matchLabels: { app: 'qwen' } }, { app: 'gemma' }, false],
    [{ matchLabels: { app: 'qwen' } }, {}, false],
    [on('In', ['qwen', 'gemma']), { app: 'gemma' }, true],
    [on('In', ['qwen']), { app: 'gemma' }, false],
    [on('In', ['qwen']), {}, false],
    [on('NotIn', ['qwen']), { app: 'gemma' }, true],
    [on('NotIn', ['qwen']), { app: 'qwen' }, false],
    [on('NotIn', ['qwen']), {}, true],
    [on('Exists'), { app: 'qwen' }, true],
    [on('Exists'), {}, false],
    [on('DoesNotExist'), {}, true],
    [on('DoesNotExist'), { app: 'qwen' }, false],
    [{ matchLabels: { app: 'qwen' }, ...on('NotIn', ['qwen']) }, { app: 'qwen' }, false],
  ])('%j, %j: %p', (selector, labels, expected) => expect(selects(selectorOf(selector), labels)).toBe(expected));
});

test.each([
  ['without anything', {}, true],
  ['that is no object', 'app', true],
  ['with labels', { matchLabels: { app: 'qwen' } }, false],
  ['with a condition', on('Exists'), false],
  ['with an operator that there is not', on('Is', ['qwen']), true],
  ['with an operator that is no text', on(7), true],
  ['with a condition on no label', { matchExpressions: [{ operator: 'Exists' }] }, true],
])('a selector %s is empty or not', (_, selector, expected) =>
  expect(isEmptySelector(selectorOf(selector))).toBe(expected),
);

test('values of conditions are texts', () => {
  expect(selectorOf(on('In', ['qwen', 7, null])).expressions).toEqual([
    { key: 'app', operator: 'In', values: ['qwen'] },
  ]);
});

test('a selector of a Service is just labels', () => {
  const selector = plainSelectorOf(placeOfSelector({ app: 'qwen' }));
  expect(selector).toMatchObject({ matchLabels: { app: 'qwen' }, labelsAt: [], expressions: [] });
});
