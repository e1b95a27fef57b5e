import type { Elements, Node } from '../metrics/query-tree';

/** How a label is compared. */
export type MatchOperator = '=' | '!=' | '=~' | '!~';

/** A condition on a label. */
export interface LabelMatcher {
  /** The label; `__name__` for the name of the series. */
  readonly label: string;
  /** How it is compared. */
  readonly operator: MatchOperator;
  /** With what: the text, or the regular expression, which Prometheus anchors on both sides. */
  readonly value: string;
}

/** A selector of series: `vllm:num_requests_running{namespace="llm"}[2m]`. */
export interface Selector {
  /** The name of the series. @default - it is matched by a pattern, or not at all */
  readonly name?: string;
  /** The conditions on its labels; the name is not among them when it is known. */
  readonly matchers: readonly LabelMatcher[];
  /** The window in seconds. @default - it is an instant vector */
  readonly rangeSeconds?: number;
  /** The functions and aggregations around it, the innermost first: `['rate', 'sum']`. */
  readonly inside: readonly string[];
  /** Where it begins in the query. */
  readonly from: number;
  /** Where it ends. */
  readonly to: number;
}

/** Labels that the elements of a result have. */
export type ResultLabels =
  /** Just these, or fewer. */
  | { readonly are: 'only'; readonly labels: readonly string[] }
  /** Those of the series, without these and with those. */
  | { readonly are: 'of the series'; readonly without: readonly string[]; readonly with: readonly string[] };

/** An expression in PromQL that was read. */
export interface Query {
  /** The text. */
  readonly text: string;
  /** Its tree. @default - it is no PromQL */
  readonly root?: Node;
  /** Character, from 1, where it stops being PromQL. @default - it is PromQL */
  readonly wrongAt?: number;
  /** Every selector of it, in the order in which they stand. */
  readonly selectors: readonly Selector[];
  /** How many elements it gives. */
  readonly elements: Elements;
  /** Which labels these have. */
  readonly labels: ResultLabels;
}
