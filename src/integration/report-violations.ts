import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { checkManifests } from '../checks/check-manifests';
import type { Finding } from '../checks/finding';
import { nearest } from '../checks/nearest';
import { referenceOf } from '../checks/rule';
import { loadSettings } from '../checks/settings/load-settings';
import { withoutSecret } from '../checks/source-line';
import { show } from '../kubernetes/mistake';
import type { Manifest } from '../stack/manifest';
import { readManifests, type Source } from '../stack/read';
import { unusable } from './check-app';
import type {
  StackValidationContext,
  StackValidationProperties,
  StackViolatingResource,
  StackViolation,
} from './stack-validation';

/** Checks the manifests of a synth as one cluster, in the words of a validation plugin of cdk8s. */
export function reportViolations({ manifests, report }: StackValidationContext, properties: StackValidationProperties) {
  const wrong = wrongProperties(properties);
  const settings = wrong.length > 0 ? { problems: wrong } : loadSettings(properties);
  const sources = manifests.map((path) => ({ name: path, text: readFileSync(path, 'utf8') }));
  const read = readManifests(sources);
  const found = 'problems' in settings ? settings.problems.map(unusable) : checkManifests(read, settings).findings;
  const shown = found.filter(({ severity }) => severity !== 'info');
  for (const finding of shown) report.addViolation(violationOf(finding, read.manifests, sources));
  const errors = shown.filter(({ severity }) => severity === 'error').length;
  const warnings = shown.length - errors;
  const fails = errors > 0 || (properties.severity === 'warning' && warnings > 0);
  report.submit(fails ? 'failure' : 'success', { errors: String(errors), warnings: String(warnings) });
}

const PROPERTIES = ['profile', 'ignore', 'assume', 'severity'];

/** `cdk8s.yaml` is written by hand, and cdk8s looks at the properties of no plugin. */
function wrongProperties(properties: StackValidationProperties): string[] {
  const unknown = Object.keys(properties).filter((name) => !PROPERTIES.includes(name));
  const { severity = 'error' } = properties;
  const isLevel = severity === 'error' || severity === 'warning';
  return [
    ...unknown.map((name) => {
      const near = nearest(name, PROPERTIES);
      const fix = near === undefined ? `there are ${PROPERTIES.join(', ')}` : `did you mean '${near}'?`;
      return `there is no property '${name}'; ${fix}`;
    }),
    ...(isLevel ? [] : [`'severity' (${show(severity)}) must be error or warning; write one of them`]),
  ];
}

function violationOf(finding: Finding, manifests: readonly Manifest[], sources: readonly Source[]): StackViolation {
  const { rule, severity, message, why, fix, objects } = finding;
  const resources = objects.map((object, index) =>
    resourceOf(object, index === 0 ? finding : undefined, manifests, sources),
  );
  const place = { resourceName: basename(finding.file ?? ''), manifestPath: finding.file ?? '', locations: [] };
  return {
    ruleName: `${rule} (${severity})`,
    recommendation: `${message}. ${why}`,
    fix,
    violatingResources: resources.length > 0 ? resources : [place],
  };
}

/** The object to change is shown with the line, the others by what they are. */
function resourceOf(
  object: string,
  finding: Finding | undefined,
  manifests: readonly Manifest[],
  sources: readonly Source[],
): StackViolatingResource {
  const manifest = manifests.find((each) => referenceOf(each) === object && (!finding || each.file === finding.file));
  const file = manifest?.file ?? '';
  const line = finding?.line;
  const text = line === undefined ? undefined : sources.find(({ name }) => name === file)?.text.split('\n')[line - 1];
  const location =
    text === undefined ? object : `${object}, line ${line}: ${withoutSecret(text, finding?.rule).trim()}`;
  return { resourceName: manifest?.name ?? object, manifestPath: file, locations: [location] };
}
