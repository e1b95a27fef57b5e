import { ApiObject, App, Chart, JsonPatch } from 'cdk8s';
import { Construct } from 'constructs';
import { type Body, emit } from '../../src/kubernetes/emit';
import { newChart, only, synth } from '../support/chart';

const WIDGET = { apiVersion: 'example.com/v1', kind: 'Widget' };

function emitWidget(body: () => Body, metadata: Parameters<typeof emit>[3] = { name: 'a' }) {
  const chart = newChart(null);
  return { chart, ...emit(new Construct(chart, 'Widget'), 'Resource', WIDGET, metadata, ['spec', 'data'], body) };
}

describe('emit', () => {
  test('creates an object of the kind, with its metadata and sections', () => {
    const { chart, object } = emitWidget(() => ({ spec: { a: 1 }, data: { b: 'c' } }), {
      name: 'a',
      labels: { l: 'm' },
      annotations: { n: 'o' },
      finalizers: ['p/q'],
    });
    expect(synth(chart)).toEqual([
      {
        ...WIDGET,
        metadata: { name: 'a', namespace: 'llm', labels: { l: 'm' }, annotations: { n: 'o' }, finalizers: ['p/q'] },
        spec: { a: 1 },
        data: { b: 'c' },
      },
    ]);
    expect(ApiObject.of(object.node.scope as Construct)).toBe(object);
  });

  test('renders the body at the synth and once, not at the declaration', () => {
    let rendered = 0;
    let size = 1;
    const { chart } = emitWidget(() => {
      rendered += 1;
      return { spec: { size }, data: { size } };
    });
    expect(rendered).toBe(0);
    size = 2;
    expect(only(chart, 'Widget')).toMatchObject({ spec: { size: 2 }, data: { size: 2 } });
    expect(rendered).toBe(1);
  });

  test('leaves out a section that is not rendered', () => {
    const { chart } = emitWidget(() => ({ spec: {} }));
    expect(only(chart, 'Widget')).not.toHaveProperty('data');
  });

  test('judges the namespace of the chart where the object names none', () => {
    const chart = new Chart(new App(), 'app', { namespace: 'Bad_Namespace' });
    const check = (metadata: Parameters<typeof emit>[3]) =>
      emit(new Construct(chart, metadata.name), 'Resource', WIDGET, metadata, ['spec'], () => ({ spec: {} })).check(
        true,
      );
    expect(check({ name: 'a' }).map(({ text }) => text)).toEqual([
      `'namespace' ("Bad_Namespace") must be a DNS label: lower-case letters, digits and '-', at most 63 characters; use the name of an existing namespace (name/syntax)`,
    ]);
    expect(check({ name: 'b', namespace: 'llm' })).toEqual([]);
  });

  test('takes labels without a prototype', () => {
    const labels = Object.assign(Object.create(null), { a: 'b' });
    const annotations = Object.assign(Object.create(null), { c: 'd' });
    const { chart, check } = emitWidget(() => ({}), { name: 'a', labels, annotations });
    expect(check(true)).toEqual([]);
    expect(only(chart, 'Widget').metadata).toMatchObject({ labels: { a: 'b' }, annotations: { c: 'd' } });
  });

  test('writes nothing into the labels of the user', () => {
    const labels = Object.freeze({ a: 'b' });
    const { chart, object } = emitWidget(() => ({}), { name: 'a', labels });
    object.metadata.addLabel('added', 'yes');
    expect(only(chart, 'Widget').metadata.labels).toEqual({ a: 'b', added: 'yes' });
    expect(labels).toEqual({ a: 'b' });
  });

  test('keeps a JsonPatch of fields that nobody knows', () => {
    const { chart, object } = emitWidget(() => ({ spec: { known: true } }));
    object.addJsonPatch(JsonPatch.add('/spec/unheardOf', { deep: [1] }), JsonPatch.add('/topLevel', 'x'));
    expect(only(chart, 'Widget')).toMatchObject({ spec: { known: true, unheardOf: { deep: [1] } }, topLevel: 'x' });
  });

  describe('its check', () => {
    const textsOf = (mistakes: readonly { text: string }[]) => mistakes.map(({ text }) => text);

    test('judges the metadata and the body', () => {
      const { check } = emitWidget(() => ({ spec: { a: Number.NaN } }), {
        name: 'a',
        labels: { b: '!' },
        annotations: { c: 'd\u2028' },
      });
      expect(textsOf(check(true))).toEqual([
        `'metadata.labels.b' ("!") must have at most 63 characters of [A-Za-z0-9._-] and begin and end with a letter or digit; shorten it, or use an annotation (label/syntax)`,
        `'metadata.annotations.c' ("d\\u2028") must not contain U+2028 (at index 1); remove the character (value/text)`,
        "'spec.a' (NaN) must be a finite number; give a number (value/number)",
      ]);
    });

    test('does not render what is known to be wrong', () => {
      const { check } = emitWidget(() => {
        throw new Error('rendered');
      });
      expect(check(false)).toEqual([]);
      expect(() => check(true)).toThrow('rendered');
    });

    test('finds reserved keys in labels, which cdk8s would drop', () => {
      const { check } = emitWidget(() => ({}), { name: 'a', labels: JSON.parse('{"__proto__": "x"}') });
      expect(textsOf(check(true))).toContain(
        `'metadata.labels' ("__proto__") must not be used as a key; rename the key (value/plain-data)`,
      );
    });
  });
});
