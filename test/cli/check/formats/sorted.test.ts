import { sorted } from '../../../../src/cli/check/formats/report';
import { finding } from './report';

test('findings stand by file as read, then by line; what came from no file, or another, comes last', () => {
  const at = (file: string | undefined, line: number | undefined) => finding({ file, line });
  const [odd, other, late, early, whole, first] = [
    at(undefined, undefined),
    at('unread.yaml', 1),
    at('a.yaml', 9),
    at('a.yaml', 2),
    at('a.yaml', undefined),
    at('z.yaml', 30),
  ];
  expect(sorted([odd, other, late, early, whole, first], ['z.yaml', 'a.yaml'])).toEqual([
    first,
    whole,
    early,
    late,
    odd,
    other,
  ]);
});
