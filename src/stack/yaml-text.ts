import { Composer, type Document, isAlias, isMap, isScalar, isSeq, LineCounter, type Pair, Parser } from 'yaml';
import { type FieldPath, valueAt } from './fields';

/** A document of a YAML text: its value as plain data, and where in the text the parts of it stand. */
export interface TextDocument {
  /** What it says. */
  readonly data: unknown;
  /** Line of the text on which it begins, from 1. */
  readonly line: number;
  /** Line of the field at the end of a way, from 1; of what is nearest above it when there is no such field. */
  lineOf(path: FieldPath): number;
}

/** What is wrong with a document. */
export interface TextProblem {
  /** Line of the text, from 1. */
  readonly line: number;
  /** What is wrong, and what helps. */
  readonly message: string;
}

/** A document, or why there is none; both when it says something twice. */
export interface ParsedDocument {
  /** The document. @default - it cannot be read */
  readonly document?: TextDocument;
  /** What is wrong with it. @default - nothing */
  readonly problem?: TextProblem;
}

/** Larger files hold no manifests that somebody wrote. */
const LARGEST = 64 * 1024 * 1024;
/** Nobody writes deeper than this, and no stack is endless. */
const DEEPEST = 100;
/** So many values all aliases of a document may stand for. */
const MOST_ALIASED = 100_000;

const OPTIONS = { uniqueKeys: false, prettyErrors: false, logLevel: 'silent', merge: true } as const;

/** Reads every document of a text, YAML or JSON. What cannot be read is a value, too: nothing is thrown. */
export function parseYaml(text: string): ParsedDocument[] {
  if (text.length > LARGEST)
    return [{ problem: { line: 1, message: `the file is larger than ${LARGEST / 1024 / 1024} MiB` } }];
  const found: ParsedDocument[] = [];
  const lines = new LineCounter();
  try {
    const tokens = new Parser(lines.addNewLine).parse(text);
    for (const document of new Composer(OPTIONS).compose(tokens)) found.push(readDocument(text, document, lines));
  } catch {
    // Only what nests without end gets here: the parser goes down as deep as the text.
    found.push({ problem: { line: 1, message: `the file nests deeper than ${DEEPEST} levels` } });
  }
  return found;
}

function readDocument(text: string, document: Document.Parsed, lines: LineCounter): ParsedDocument {
  const lineAt = (offset: number) => Math.max(1, lines.linePos(offset).line);
  const [error] = document.errors;
  if (error) return { problem: { line: lineAt(error.pos[0]), message: explain(error.message, text) } };
  const converter = new Converter();
  const [start] = document.range;
  const spot: Spot = { offset: offsetOf(document.contents) ?? start, isBlockText: false };
  const data = converter.convert(document.contents, spot);
  const { problem } = converter;
  const at = problem && { line: lineAt(problem.offset), message: problem.message };
  return problem?.isFatal ? { problem: at } : { document: new PlacedDocument(data, spot, lineAt), problem: at };
}

const TEMPLATE = /\{\{-?\s*(?:[.$(]|if|else|end|range|with|include|template|define|toYaml|tpl|printf)/;
const IS_TEMPLATE = 'the file is a Helm template and no manifest yet; render it first: helm template RELEASE CHART';

function explain(message: string, text: string): string {
  if (TEMPLATE.test(text)) return IS_TEMPLATE;
  if (message.startsWith('Maximum call stack')) return `the document nests deeper than ${DEEPEST} levels`;
  const [first] = message.split('\n');
  return `the YAML cannot be read: ${first.charAt(0).toLowerCase()}${first.slice(1)}`;
}

/** A value in the text: where it stands, and where its parts do. The tree of the parser is forty times as large. */
interface Spot {
  /** Character of the text, from 0: of the key that has the value, or of the item of a list. */
  readonly offset: number;
  /** Whether it is a text that begins below its key, and so can be YAML itself. */
  readonly isBlockText: boolean;
  /** Its parts, by key or number. @default - it has none */
  parts?: Map<string, Spot>;
}

class PlacedDocument implements TextDocument {
  constructor(
    readonly data: unknown,
    private readonly spot: Spot,
    private readonly lineAt: (offset: number) => number,
  ) {}

  get line(): number {
    return this.lineAt(this.spot.offset);
  }

  lineOf(path: FieldPath): number {
    let spot = this.spot;
    for (const [index, step] of path.entries()) {
      const next = spot.parts?.get(String(step));
      if (!next) return this.lineAt(spot.offset) + (spot.isBlockText ? this.lineInText(path, index) : 0);
      spot = next;
    }
    return this.lineAt(spot.offset);
  }

  /** A text can be YAML itself, as that of a ConfigMap is: its first line is the one below the key. */
  private lineInText(path: FieldPath, length: number): number {
    const text = valueAt(this.data, path.slice(0, length));
    return parseYaml(String(text)).at(0)?.document?.lineOf(path.slice(length)) ?? 0;
  }
}

function offsetOf(node: unknown): number | undefined {
  return (node as { range?: readonly number[] } | null | undefined)?.range?.[0];
}

function keyOf({ key }: Pair): string | undefined {
  if (!isScalar(key)) return undefined;
  return typeof key.value === 'string' ? key.value : (key.source ?? String(key.value));
}

function isBlockText(node: unknown): boolean {
  return (
    isScalar(node) && typeof node.value === 'string' && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED')
  );
}

interface Converted {
  readonly value: unknown;
  /** How many values it is made of. */
  readonly weight: number;
}

interface Trouble {
  readonly offset: number;
  readonly message: string;
  /** Whether nothing of the document can be used. */
  readonly isFatal: boolean;
}

/** Makes plain data of a tree, and finds what no manifest may have. */
class Converter {
  problem?: Trouble;
  private readonly anchors = new Map<string, Converted>();
  private weight = 0;
  private aliased = 0;

  /** @param spot where the node stands; its parts are added */
  convert(node: unknown, spot: Spot, depth = 0): unknown {
    this.weight++;
    if (depth > DEEPEST) return this.refuse(node, `the document nests deeper than ${DEEPEST} levels`);
    if (isAlias(node)) return this.expand(node);
    const before = this.weight;
    const value = this.convertNew(node, spot, depth);
    const anchor = (node as { anchor?: string } | null)?.anchor;
    if (anchor !== undefined) this.anchors.set(anchor, { value, weight: 1 + this.weight - before });
    return value;
  }

  private convertNew(node: unknown, spot: Spot, depth: number): unknown {
    if (isScalar(node)) return isPlain(node.value) ? node.value : (node.source ?? String(node.value));
    if (isSeq(node))
      return node.items.map((item, index) =>
        this.convert(item, this.addSpot(spot, String(index), item, item), depth + 1),
      );
    if (!isMap(node)) return null;
    const value: Record<string, unknown> = {};
    const seen = new Set<string>();
    for (const pair of node.items) this.addPair(value, seen, pair, spot, depth);
    return value;
  }

  private addPair(value: Record<string, unknown>, seen: Set<string>, pair: Pair, spot: Spot, depth: number): void {
    const key = keyOf(pair);
    if (key === undefined) {
      this.refuse(pair.key, isMap(pair.key) ? IS_TEMPLATE : 'a key of the document is not a text');
      return;
    }
    const part = this.convert(pair.value, this.addSpot(spot, key, pair.key, pair.value), depth + 1);
    if (key === '<<' && isMergeKey(pair)) {
      for (const merged of Array.isArray(part) ? part : [part])
        for (const [name, each] of Object.entries(merged ?? {})) if (!seen.has(name)) setOwn(value, name, each);
      return;
    }
    if (seen.has(key))
      this.note(pair.key, `the key '${key.slice(0, 80)}' stands twice in one object; keep one of them`);
    seen.add(key);
    setOwn(value, key, part);
  }

  /** What stands nowhere, as an item that is left out, is where the thing is that it is a part of. */
  private addSpot(spot: Spot, step: string, at: unknown, node: unknown): Spot {
    const part = { offset: offsetOf(at) ?? spot.offset, isBlockText: isBlockText(node) };
    spot.parts ??= new Map();
    spot.parts.set(step, part);
    return part;
  }

  private expand(alias: { readonly source: string }): unknown {
    const target = this.anchors.get(alias.source);
    if (!target) return this.refuse(alias, `the alias *${alias.source.slice(0, 80)} names no anchor above it`);
    this.weight += target.weight;
    this.aliased += target.weight;
    if (this.aliased > MOST_ALIASED) return this.refuse(alias, 'the aliases of the document stand for too many values');
    return target.value;
  }

  private refuse(node: unknown, message: string): undefined {
    if (!this.problem?.isFatal) this.problem = troubleAt(node, message, true);
    return undefined;
  }

  private note(node: unknown, message: string): void {
    this.problem ??= troubleAt(node, message, false);
  }
}

function troubleAt(node: unknown, message: string, isFatal: boolean): Trouble {
  return { offset: offsetOf(node) ?? 0, message, isFatal };
}

function isMergeKey({ key }: Pair): boolean {
  return isScalar(key) && key.type !== 'QUOTE_DOUBLE' && key.type !== 'QUOTE_SINGLE';
}

function isPlain(value: unknown): boolean {
  return value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean';
}

/** A key that would change what an object is, is passed over: no kind has such a field. */
function setOwn(value: Record<string, unknown>, key: string, part: unknown): void {
  if (key !== '__proto__') value[key] = part;
}
