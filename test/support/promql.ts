import type { Tree } from '@lezer/common';

// The parser is an ES module with a CommonJS build that has no types of its own for `require`.
const { parser } = require('@prometheus-io/lezer-promql') as { parser: { parse(text: string): Tree } };

/** A query as the names of its syntax nodes, nested: what is left when names, numbers and text are taken away. */
export function shapeOf(query: string): string {
  let shape = '';
  parser.parse(query).iterate({
    enter: ({ name }) => {
      shape += `${name}(`;
    },
    leave: () => {
      shape += ')';
    },
  });
  return shape;
}

/** True when the query parses without any repair. */
export function isPromQl(query: string): boolean {
  let isValid = query !== '';
  parser.parse(query).iterate({
    enter: ({ type }) => {
      isValid &&= !type.isError;
    },
  });
  return isValid;
}
