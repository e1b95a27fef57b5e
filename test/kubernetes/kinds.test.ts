import { Duration } from 'cdk8s';
import {
  FLAG,
  fields,
  type Kind,
  listOf,
  MAP,
  METADATA,
  made,
  mapOf,
  memberOf,
  NAMED,
  TEXT,
  typed,
  WORD,
} from '../../src/kubernetes/kinds';

const DURATION = made(Duration, 'Duration.seconds(5)');

describe('a value of a kind is taken, another is named with what to write', () => {
  test.each<[Kind, unknown, unknown, string]>([
    [DURATION, Duration.seconds(1), 5, `'prop' (5) must be a Duration; write Duration.seconds(5) (value/type)`],
    [TEXT, '', 5, `'prop' (5) must be text; write it in quotes (value/type)`],
    [MAP, {}, [], `'prop' (an empty list) must be an object of keys and values; write { … } (value/type)`],
    [WORD, 'a', '', `'prop' ("") must not be empty; write what it is (value/type)`],
    [FLAG, false, 0, `'prop' (0) must be true or false; write one of them (value/type)`],
    [
      memberOf('E', { ONE: '1', TWO: '2' }),
      '2',
      'TWO',
      `'prop' ("TWO") must be a member of E; use one of E: ONE, TWO (value/type)`,
    ],
    [listOf(), [], 'a', `'prop' ("a") must be a list; write [ … ] (value/type)`],
    [listOf(TEXT), ['a'], ['a', 5], `'prop[1]' (5) must be text; write it in quotes (value/type)`],
    [mapOf(TEXT), { a: 'b' }, { a: null }, `'prop.a' (null) must be text; write it in quotes (value/type)`],
    [
      fields<{ a: string }>({ a: TEXT }, 'a'),
      { a: 'b', other: 1 },
      {},
      `'prop.a' (undefined) must be text; write it in quotes (value/type)`,
    ],
    [METADATA, { name: 'a' }, { name: {} }, `'prop.name' (an object) must be text; write it in quotes (value/type)`],
    [
      METADATA,
      {},
      { labels: 'a=b' },
      `'prop.labels' ("a=b") must be an object of keys and values; write { … } (value/type)`,
    ],
    [
      NAMED,
      { name: 'a' },
      'a',
      `'prop' ("a") must be an object with a name; give a construct or its name (value/type)`,
    ],
    [NAMED, {}, { kind: [] }, `'prop.kind' (an empty list) must be text; write it in quotes (value/type)`],
  ])('%#', (kind, right, wrong, message) => {
    expect(kind('prop', right)).toEqual([]);
    expect(kind('prop', wrong).map(({ text }) => text)).toEqual([message]);
  });
});

describe('props', () => {
  const kinds = { wait: DURATION, names: listOf(TEXT) };
  const required = { wait: Duration.seconds(9) };

  test('of the right kinds are taken as they are', () => {
    const wait = Duration.seconds(1);
    expect(typed({ wait, names: ['a'] }, kinds, required)).toEqual({ props: { wait, names: ['a'] }, mistakes: [] });
  });

  test('of a wrong kind are left out, or replaced where they are required, and reported', () => {
    const { props, mistakes } = typed(
      { wait: 5 as unknown as Duration, names: [1] as unknown as string[] },
      kinds,
      required,
    );
    expect(props).toEqual({ wait: required.wait, names: undefined });
    expect(mistakes.map(({ text }) => text)).toEqual([
      `'wait' (5) must be a Duration; write Duration.seconds(5) (value/type)`,
      `'names[0]' (1) must be text; write it in quotes (value/type)`,
    ]);
  });

  test('that are missing are missed, where they are required', () => {
    expect(typed<{ wait: Duration }, typeof required>(undefined, { wait: DURATION }, required)).toMatchObject({
      props: required,
      mistakes: [{ text: `'wait' (undefined) must be a Duration; write Duration.seconds(5) (value/type)` }],
    });
  });

  test('that are no object are refused as a whole', () => {
    expect(typed('text' as unknown as { wait: Duration }, kinds, required).mistakes.map(({ text }) => text)).toEqual([
      `'props' ("text") must be an object of keys and values; write { … } (value/type)`,
    ]);
  });
});
