import type { FindingSeverity } from '../../checks/finding';

/** The columns of the drawing, from what is measured to what is scaled. */
export const LAYERS = ['workload', 'service', 'monitor', 'series', 'rule', 'adapter', 'scaler', 'target'] as const;

/** A column of the drawing. */
export type Layer = (typeof LAYERS)[number];

/**
 * A stack as data for pictures and programs. The shape is stable: fields may be added, none is renamed or removed.
 */
export interface Drawing {
  /** What there is. */
  readonly nodes: readonly DrawnNode[];
  /** What finds what. */
  readonly wires: readonly DrawnWire[];
}

/** Something that there is: an object, or a part of one that others look for. */
export interface DrawnNode {
  /** Unique within the drawing. */
  readonly id: string;
  /** What it is on the way from the engine to the scaler. */
  readonly layer: Layer;
  /** Kind of the object, or `Series` and `AdapterRule` for what is no object. */
  readonly kind: string;
  /** What it is called. */
  readonly name: string;
  /** Namespace. @default - it has none, or none is given */
  readonly namespace?: string;
  /** What else there is to say in a few words, such as engine and version. @default - nothing */
  readonly detail?: string;
  /** File of the object. @default - it came from no file */
  readonly file?: string;
  /** Line in that file, from 1. @default - not known */
  readonly line?: number;
  /** What was found about the object, worst first: the first decides on its colour. */
  readonly findings: readonly DrawnFinding[];
}

/** A finding in a drawing. */
export interface DrawnFinding {
  /** Stable name of the rule, for example `wire/monitor-port`. */
  readonly rule: string;
  /** How bad it is: as the rule says, or the profile file instead of it. */
  readonly severity: FindingSeverity;
  /** What is wrong: field, value, and what it must be. */
  readonly message: string;
  /** What to write instead. */
  readonly fix: string;
}

/** A wire between two things. */
export interface DrawnWire {
  /** Where it begins: on the side of what is measured. */
  readonly from: string;
  /** Where it ends: on the side of what is scaled. */
  readonly to: string;
  /** The fields that agree, or that do not: `spec.selector.app = "qwen"`. */
  readonly because: readonly string[];
  /** Whether it is broken: looked for and not there. */
  readonly isBroken: boolean;
}
