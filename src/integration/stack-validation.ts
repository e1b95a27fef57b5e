/** What `cdk8s.yaml` says under `properties`. */
export interface StackValidationProperties {
  /** The profile file. @default - `.cdk8s-llm-inference.yaml` where cdk8s runs, or in the nearest folder above */
  readonly profile?: string;
  /** What is suppressed: `RULE: REASON` or `RULE in KIND/NAMESPACE/NAME: REASON`. @default - nothing */
  readonly ignore?: readonly string[];
  /** Facts (`kserveVersion=0.15`) and objects that exist elsewhere (`Service/monitoring/dcgm`). @default - none */
  readonly assume?: readonly string[];
  /** The least bad that fails the synth: `error` or `warning`. @default error */
  readonly severity?: string;
}

/** What cdk8s gives to a validation plugin, as far as it is used here. */
export interface StackValidationContext {
  /** The paths of the manifests. */
  readonly manifests: readonly string[];
  /** What takes the violations. */
  readonly report: StackValidationReport;
}

/** The report that cdk8s prints and writes. */
export interface StackValidationReport {
  /** Adds a violation. */
  addViolation(violation: StackViolation): void;
  /** Ends the report. */
  submit(status: 'success' | 'failure', metadata?: { readonly [key: string]: string }): void;
}

/** A finding in the words of cdk8s. */
export interface StackViolation {
  /** Name of the rule. */
  readonly ruleName: string;
  /** What is wrong, and why it matters. */
  readonly recommendation: string;
  /** What to write instead. */
  readonly fix: string;
  /** The objects that it is about; cdk8s adds the paths of their constructs by their names. */
  readonly violatingResources: readonly StackViolatingResource[];
}

/** An object that a violation is about. */
export interface StackViolatingResource {
  /** Name of the object. */
  readonly resourceName: string;
  /** The file that it stands in. */
  readonly manifestPath: string;
  /** What is wrong in it. */
  readonly locations: readonly string[];
}

/**
 * The checks as a validation plugin of the cdk8s command line: it reads the manifests that a synth wrote, whoever wrote
 * the app and in whatever language.
 *
 * @see https://cdk8s.io/docs/latest/cli/synth/
 *
 * @example
 * // cdk8s.yaml
 * // validations:
 * //   - package: ./node_modules/cdk8s-llm-inference
 * //     version: 0.1.0
 * //     class: StackValidation
 */
export class StackValidation {
  private readonly properties: StackValidationProperties;

  /** Made by the command line of cdk8s. @param properties what `cdk8s.yaml` says @default - nothing */
  constructor(properties: StackValidationProperties = {}) {
    this.properties = properties;
  }

  /** Checks the manifests as one cluster and reports. */
  async validate(context: StackValidationContext): Promise<void> {
    // Loaded only here: the class stands in the index of the package.
    const { reportViolations } = require('./report-violations') as typeof import('./report-violations');
    reportViolations(context, this.properties);
  }
}
