import { objectionsIn, report } from '../../scripts/jsii-check';

const LISTS = 'src/a.ts:41:31 - error JSII3001: Type "ReadonlyArray" cannot be used [type-model/use-of-internal-type]';
const OTHER = '\u001b[96msrc/b.ts\u001b[0m:1:2 - error TS2550: Property does not exist';

test('reads what jsii prints, colours or not', () => {
  expect(objectionsIn(`warning JSII6: …\n${LISTS}\n\n41   readonly a\n${OTHER}\n`)).toEqual([
    { code: 'JSII3001', place: 'src/a.ts:41:31', text: 'Type "ReadonlyArray" cannot be used' },
    { code: 'TS2550', place: 'src/b.ts:1:2', text: 'Property does not exist' },
  ]);
});

test('tells what is known from what nobody has looked at', () => {
  const { lines, unknown } = report(objectionsIn(`${LISTS}\n${OTHER}\n`));
  expect(unknown).toBe(1);
  expect(lines).toEqual(
    expect.arrayContaining([
      'JSII3001 1 times: lists are `readonly T[]`, so that nobody changes what was declared; jsii knows `T[]` only',
      'TS2550 1 times: NOT KNOWN',
      'src/b.ts:1:2: TS2550: Property does not exist',
      'JSII8007 is not said any more: it can be taken out of the list',
      '2 things stand against jsii, 1 of them not known',
    ]),
  );
});
