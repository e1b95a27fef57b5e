/**
 * The part of the expr-lang expression language that formulas of scaling modifiers are written in: numbers, the
 * triggers' names, arithmetic, comparisons, logic, `a ? b : c`, `a ?? b`, lists, and the functions on numbers.
 *
 * @see https://expr-lang.org/docs/language-definition
 */

/** What an expression can be worth. A trigger that has failed is null. */
export type FormulaValue = number | boolean | null | readonly FormulaValue[];

/** Why a formula cannot be read or calculated. */
export class FormulaError {
  constructor(readonly message: string) {}
}

type Values = Readonly<Record<string, FormulaValue>>;
type Evaluate = (values: Values) => FormulaValue | FormulaError;

const TOKEN =
  /\s*(?:(\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_$][\w$]*)|(\*\*|\?\?|&&|\|\||==|!=|<=|>=|[-+*/^<>!?:(),[\]{}#]))/y;

type Combine = (left: Evaluate, right: Evaluate) => Evaluate;

/** How strongly the operators bind; those of the power bind to the right. */
const BINARY: Readonly<
  Record<string, { readonly strength: number; readonly isRight?: boolean; readonly combine: Combine }>
> = {
  or: { strength: 10, combine: logic(true) },
  '||': { strength: 10, combine: logic(true) },
  and: { strength: 15, combine: logic(false) },
  '&&': { strength: 15, combine: logic(false) },
  '==': { strength: 20, combine: comparing((a, b) => a === b) },
  '!=': { strength: 20, combine: comparing((a, b) => a !== b) },
  '<': { strength: 20, combine: ofNumbers((a, b) => a < b) },
  '>': { strength: 20, combine: ofNumbers((a, b) => a > b) },
  '<=': { strength: 20, combine: ofNumbers((a, b) => a <= b) },
  '>=': { strength: 20, combine: ofNumbers((a, b) => a >= b) },
  '+': { strength: 30, combine: ofNumbers((a, b) => a + b) },
  '-': { strength: 30, combine: ofNumbers((a, b) => a - b) },
  '*': { strength: 60, combine: ofNumbers((a, b) => a * b) },
  '/': { strength: 60, combine: ofNumbers((a, b) => a / b) },
  '**': { strength: 100, isRight: true, combine: ofNumbers((a, b) => a ** b) },
  '^': { strength: 100, isRight: true, combine: ofNumbers((a, b) => a ** b) },
  '??': { strength: 500, combine: coalesce },
};
const NOT = 50;
const SIGN = 90;

/** What decides about the items of a list, one by one. */
const PREDICATES: Readonly<Record<string, (answers: readonly boolean[]) => FormulaValue>> = {
  count: (answers) => answers.filter(Boolean).length,
  any: (answers) => answers.some(Boolean),
  all: (answers) => answers.every(Boolean),
  none: (answers) => !answers.some(Boolean),
};

const FUNCTIONS: Readonly<Record<string, (numbers: readonly number[]) => number>> = {
  abs: ([value]) => Math.abs(value),
  ceil: ([value]) => Math.ceil(value),
  floor: ([value]) => Math.floor(value),
  // Go rounds halves away from zero.
  round: ([value]) => Math.sign(value) * Math.round(Math.abs(value)),
  int: ([value]) => Math.trunc(value),
  float: ([value]) => value,
  min: (numbers) => Math.min(...numbers),
  max: (numbers) => Math.max(...numbers),
  sum: (numbers) => numbers.reduce((total, each) => total + each, 0),
  mean: (numbers) => (numbers.length === 0 ? 0 : numbers.reduce((total, each) => total + each, 0) / numbers.length),
  median,
};

function median(numbers: readonly number[]): number {
  if (numbers.length === 0) return 0;
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
}

/** Reads a formula once; what comes back calculates it. */
export function compileFormula(text: string): Evaluate | FormulaError {
  const tokens = tokenize(text);
  if (tokens instanceof FormulaError) return tokens;
  const parser = new Parser(tokens);
  const formula = parser.expression();
  if (parser.problem !== undefined) return new FormulaError(parser.problem);
  return parser.isAtEnd ? formula : new FormulaError(`unexpected '${parser.next}'`);
}

function tokenize(text: string): string[] | FormulaError {
  const tokens: string[] = [];
  const trimmed = text.trimEnd();
  TOKEN.lastIndex = 0;
  while (TOKEN.lastIndex < trimmed.length) {
    const from = TOKEN.lastIndex;
    const match = TOKEN.exec(trimmed);
    if (match === null) return new FormulaError(`unexpected '${trimmed.slice(from).trim().slice(0, 10)}'`);
    tokens.push(match[1] ?? match[2] ?? match[3]);
  }
  return tokens;
}

/** Recursive descent; the first problem stays, and what follows it does not matter. */
class Parser {
  problem: string | undefined;
  private place = 0;

  constructor(private readonly tokens: readonly string[]) {}

  get next(): string | undefined {
    return this.tokens[this.place];
  }

  get isAtEnd(): boolean {
    return this.place >= this.tokens.length;
  }

  expression(strength = 0): Evaluate {
    let left = this.operand();
    for (let found = this.operator(strength); found !== undefined; found = this.operator(strength)) {
      this.place += 1;
      left = found.combine(left, this.expression(found.isRight ? found.strength : found.strength + 1));
    }
    return strength === 0 ? this.conditional(left) : left;
  }

  private operator(strength: number) {
    if (this.next === undefined || !Object.hasOwn(BINARY, this.next)) return undefined;
    const found = BINARY[this.next];
    return found.strength >= strength ? found : undefined;
  }

  private conditional(condition: Evaluate): Evaluate {
    if (!this.take('?')) return condition;
    const yes = this.expression();
    this.expect(':');
    const no = this.expression();
    return (values) => {
      const answer = condition(values);
      if (answer instanceof FormulaError) return answer;
      if (typeof answer !== 'boolean') return new FormulaError('the condition must be true or false');
      return answer ? yes(values) : no(values);
    };
  }

  private operand(): Evaluate {
    if (this.take('-')) return ofNumbers((zero, value) => zero - value)(() => 0, this.expression(SIGN));
    if (this.take('+')) return this.expression(SIGN);
    if (this.take('!') || this.take('not')) return comparing((value) => !value)(this.expression(NOT), () => true);
    return this.primary();
  }

  private primary(): Evaluate {
    const token = this.tokens[this.place++];
    if (token === undefined) return this.fail('unexpected end');
    if (token === '(') {
      const inner = this.expression();
      this.expect(')');
      return inner;
    }
    if (token === '[') return this.list(']');
    if (/^[\d.]/.test(token)) {
      const value = Number(token.replaceAll('_', ''));
      return () => value;
    }
    if (!/^[A-Za-z_$#]/.test(token)) return this.fail(`unexpected '${token}'`);
    if (this.take('(')) return this.call(token);
    if (token === 'nil') return () => null;
    if (token === 'true' || token === 'false') return () => token === 'true';
    return (values) => (Object.hasOwn(values, token) ? values[token] : new FormulaError(`unknown name ${token}`));
  }

  private call(name: string): Evaluate {
    if (Object.hasOwn(PREDICATES, name)) return this.predicate(name);
    const list = this.list(')');
    if (!Object.hasOwn(FUNCTIONS, name)) return this.fail(`unknown function ${name}`);
    return (values) => {
      const value = list(values);
      if (value instanceof FormulaError) return value;
      const numbers = flatten(value);
      return numbers === undefined ? new FormulaError(`${name} needs numbers`) : FUNCTIONS[name](numbers);
    };
  }

  /** `count([a, b], {# > 1})`: the braces may be left out. */
  private predicate(name: string): Evaluate {
    const list = this.expression();
    this.expect(',');
    const isBraced = this.take('{');
    const judge = this.expression();
    if (isBraced) this.expect('}');
    this.expect(')');
    return (values) => {
      const items = list(values);
      if (!Array.isArray(items)) return new FormulaError(`${name} needs a list`);
      const answers = items.map((item) => judge({ ...values, '#': item }));
      const wrong = answers.find((answer) => typeof answer !== 'boolean');
      if (wrong !== undefined)
        return wrong instanceof FormulaError ? wrong : new FormulaError(`${name} needs a condition`);
      return PREDICATES[name](answers as boolean[]);
    };
  }

  private list(end: string): Evaluate {
    const items: Evaluate[] = [];
    while (!this.take(end)) {
      if (items.length > 0) this.expect(',');
      items.push(this.expression());
      if (this.problem !== undefined) break;
    }
    return (values) => {
      const list: FormulaValue[] = [];
      for (const item of items) {
        const value = item(values);
        if (value instanceof FormulaError) return value;
        list.push(value);
      }
      return list;
    };
  }

  private take(token: string): boolean {
    if (this.next !== token) return false;
    this.place += 1;
    return true;
  }

  private expect(token: string): void {
    if (!this.take(token)) this.fail(`expected '${token}'${this.next === undefined ? '' : `, not '${this.next}'`}`);
  }

  private fail(problem: string): Evaluate {
    this.problem ??= problem;
    return () => new FormulaError(problem);
  }
}

/** The numbers of nested lists; nothing when there is anything else in them. */
function flatten(value: FormulaValue): number[] | undefined {
  if (typeof value === 'number') return [value];
  if (!Array.isArray(value)) return undefined;
  const numbers = value.map(flatten);
  return numbers.includes(undefined) ? undefined : (numbers as number[][]).flat();
}

function ofNumbers(operation: (left: number, right: number) => FormulaValue): Combine {
  return comparing((a, b) =>
    typeof a === 'number' && typeof b === 'number' ? operation(a, b) : new FormulaError('numbers are needed'),
  );
}

function comparing(operation: (left: FormulaValue, right: FormulaValue) => FormulaValue | FormulaError): Combine {
  return (left, right) => (values) => {
    const a = left(values);
    if (a instanceof FormulaError) return a;
    const b = right(values);
    return b instanceof FormulaError ? b : operation(a, b);
  };
}

function logic(decides: boolean): Combine {
  return (left, right) => (values) => {
    const value = left(values);
    if (value instanceof FormulaError) return value;
    if (typeof value !== 'boolean') return new FormulaError('logic needs true or false');
    return value === decides ? value : right(values);
  };
}

function coalesce(left: Evaluate, right: Evaluate): Evaluate {
  return (values) => {
    const value = left(values);
    return value === null ? right(values) : value;
  };
}
