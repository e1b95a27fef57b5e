import { selectsLabels } from '../../../src/rehearsal/stack/label-selector';

const LABELS = { app: 'gemma', tier: 'gpu' };

test.each<[object | undefined, boolean]>([
  [undefined, true],
  [{}, true],
  [{ matchLabels: { app: 'gemma' } }, true],
  [{ matchLabels: { app: 'gemini' } }, false],
  [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['gemini', 'gemma'] }] }, true],
  [{ matchExpressions: [{ key: 'app', operator: 'In', values: ['gemini'] }] }, false],
  [{ matchExpressions: [{ key: 'zone', operator: 'In', values: ['a'] }] }, false],
  [{ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['gemini'] }] }, true],
  [{ matchExpressions: [{ key: 'app', operator: 'NotIn', values: ['gemma'] }] }, false],
  [{ matchExpressions: [{ key: 'zone', operator: 'NotIn', values: ['a'] }] }, true],
  [{ matchExpressions: [{ key: 'tier', operator: 'Exists' }] }, true],
  [{ matchExpressions: [{ key: 'zone', operator: 'Exists' }] }, false],
  [{ matchExpressions: [{ key: 'zone', operator: 'DoesNotExist' }] }, true],
  [{ matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }, false],
  [{ matchExpressions: [{ key: 'tier', operator: 'Gt', values: ['1'] }] }, false],
  [{ matchLabels: { app: 'gemma' }, matchExpressions: [{ key: 'tier', operator: 'DoesNotExist' }] }, false],
])('%j selects: %s', (selector, isSelected) => {
  expect(selectsLabels(selector, LABELS)).toBe(isSelected);
});
