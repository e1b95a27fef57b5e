/**
 * The part of the expr-lang expression language that formulas of scaling modifiers are written in: numbers, the
 * triggers' names, arithmetic, comparisons, logic, `a ? b : c`, `a ?? b`, `let x = a; b`, lists, and the functions on
 * numbers and lists. A test plays random formulas on KEDA itself (e2e/oracles). All numbers are floating point here: where
 * products of whole numbers alone leave an int64, which turns over in expr-lang, the results differ.
 *
 * @see https://expr-lang.org/docs/language-definition
 */
import { DECISIVE, FormulaError, type FormulaValue, FUNCTIONS, flatten, ITEMWISE, OPTIONAL } from './formula-functions';
import {
  BINARY,
  type Binary,
  choice,
  comparing,
  type Evaluate,
  itself,
  lengthOf,
  logic,
  ofNumbers,
} from './formula-operators';

const TOKEN =
  /\s*(?:(\d[\d_]*(?:\.\d+)?(?:[eE][+-]?\d+)?|\.\d+)|([A-Za-z_$][\w$]*)|(\*\*|\?\?|&&|\|\||==|!=|<=|>=|[-+*/^<>!?:;=(),[\]{}#]))/y;

const COMPARISONS: readonly (string | undefined)[] = ['<', '>', '<=', '>='];
const NOT = 50;
const SIGN = 90;
const NAME = /^[A-Za-z_$]/;

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
    if (strength === 0 && this.take('let')) return this.named();
    if (strength === 0 && this.take('if')) return this.branches();
    let left = this.operand();
    let before: string | undefined;
    for (let found = this.operator(strength); found !== undefined; found = this.operator(strength)) {
      const token = this.tokens[this.place++];
      if (before === '??' && token !== '??')
        return this.fail(`'${token}' and '??' cannot be mixed without parentheses`);
      before = token;
      const right = this.expression(found.isRight ? found.strength : found.strength + 1);
      left = COMPARISONS.includes(token) ? this.chain(found, left, right) : found.combine(left, right);
    }
    return strength === 0 ? this.conditional(left) : left;
  }

  /** `let x = a; b` */
  private named(): Evaluate {
    const name = this.tokens[this.place++];
    if (name === undefined || !NAME.test(name)) return this.unexpected(name);
    this.expect('=');
    const value = this.expression();
    this.expect(';');
    const rest = this.expression();
    return (values) => {
      const worth = value(values);
      return worth instanceof FormulaError ? worth : rest({ ...values, [name]: worth });
    };
  }

  /** `a < b < c` is `a < b && b < c`. */
  private chain(first: Binary, left: Evaluate, right: Evaluate): Evaluate {
    let all = first.combine(left, right);
    for (let last = right; COMPARISONS.includes(this.next); ) {
      const { combine, strength } = BINARY[this.tokens[this.place++]];
      const next = this.expression(strength + 1);
      all = logic(false)(all, combine(last, next));
      last = next;
    }
    return all;
  }

  /** `if a { b } else { c }` */
  private branches(): Evaluate {
    const condition = this.expression();
    this.expect('{');
    const yes = this.expression();
    this.expect('}');
    this.expect('else');
    if (this.next === 'if') return choice(condition, yes, this.expression());
    this.expect('{');
    const no = this.expression();
    this.expect('}');
    return choice(condition, yes, no);
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
    return choice(condition, yes, no);
  }

  private operand(): Evaluate {
    if (this.take('-')) return ofNumbers((zero, value) => zero - value)(() => 0, this.expression(SIGN));
    if (this.take('+')) return this.expression(SIGN);
    if (this.take('!') || this.take('not')) return comparing((value) => !value)(this.expression(NOT), () => true);
    return this.primary();
  }

  private primary(): Evaluate {
    const token = this.tokens[this.place++];
    if (token === undefined) return this.unexpected(token);
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
    if (!/^[A-Za-z_$#]/.test(token)) return this.unexpected(token);
    if (this.take('(')) return this.call(token);
    if (token === 'nil') return () => null;
    if (token === 'true' || token === 'false') return () => token === 'true';
    return (values) => (Object.hasOwn(values, token) ? values[token] : new FormulaError(`unknown name ${token}`));
  }

  private call(name: string): Evaluate {
    if (Object.hasOwn(ITEMWISE, name)) return this.itemwise(name);
    const list = this.list(')');
    if (name === 'len') return lengthOf(list);
    if (!Object.hasOwn(FUNCTIONS, name)) return this.fail(`unknown function ${name}`);
    return (values) => {
      const value = list(values);
      if (value instanceof FormulaError) return value;
      const numbers = flatten(value);
      return numbers === undefined ? new FormulaError(`${name} needs numbers`) : FUNCTIONS[name](numbers);
    };
  }

  /** `count([a, b], {# > 1})`: the braces may be left out. */
  private itemwise(name: string): Evaluate {
    const list = this.expression();
    const judge = OPTIONAL.includes(name) && this.next === ')' ? itself : this.judgement();
    this.expect(')');
    return (values) => {
      const items = list(values);
      if (items instanceof FormulaError) return items;
      if (!Array.isArray(items)) return new FormulaError(`${name} needs a list`);
      const answers: FormulaValue[] = [];
      for (const item of items) {
        const answer = judge({ ...values, '#': item });
        if (answer instanceof FormulaError) return answer;
        answers.push(answer);
        if (answer === DECISIVE[name]) break;
      }
      const result = ITEMWISE[name](answers, items);
      return result === undefined ? new FormulaError(`${name} needs other items`) : result;
    };
  }

  private judgement(): Evaluate {
    this.expect(',');
    const isBraced = this.take('{');
    const judge = this.expression();
    if (isBraced) this.expect('}');
    return judge;
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

  private unexpected(token: string | undefined): Evaluate {
    return this.fail(token === undefined ? 'unexpected end' : `unexpected '${token}'`);
  }

  private fail(problem: string): Evaluate {
    this.problem ??= problem;
    return () => new FormulaError(problem);
  }
}
