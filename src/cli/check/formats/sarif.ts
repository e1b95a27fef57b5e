import { createHash } from 'node:crypto';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Finding, FindingSeverity } from '../../../checks/finding';
import { HOME, META_RULES, type RuleInfo } from '../../../checks/meta-rules';
import { packageVersion } from '../../package-version';
import { excerptOf } from './excerpt';
import type { Report } from './report';

const SCHEMA = 'https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json';
const LEVELS: Readonly<Record<FindingSeverity, string>> = { error: 'error', warning: 'warning', info: 'note' };
/** The root of the checked-out sources, as code-scanning viewers call it. */
const ROOT = '%SRCROOT%';

/**
 * A report for code-scanning viewers: SARIF 2.1.0.
 *
 * @see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html
 * @see https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning
 */
export function sarifReport({ findings, texts }: Report, rules: readonly RuleInfo[]): string {
  const known = [...rules, ...META_RULES];
  const fingerprints = new Fingerprints();
  const results = findings.map((finding) => ({
    ruleId: finding.rule,
    ruleIndex: known.findIndex(({ name }) => name === finding.rule),
    level: LEVELS[finding.severity],
    message: { text: `${finding.message}. Fix: ${finding.fix}.` },
    locations: [locationOf(finding, texts)],
    partialFingerprints: { 'brokenWire/v1': fingerprints.of(finding) },
  }));
  const driver = {
    name: 'cdk8s-llm-inference',
    version: packageVersion(),
    informationUri: HOME,
    rules: known.map(descriptor),
  };
  const run = { tool: { driver }, columnKind: 'utf16CodeUnits', invocations: [{ executionSuccessful: true }], results };
  return `${JSON.stringify({ $schema: SCHEMA, version: '2.1.0', runs: [run] }, undefined, 2)}\n`;
}

function descriptor({ name, severity, demands, why, link }: RuleInfo): object {
  const text = `${why} Demands that ${demands}.`;
  return {
    id: name,
    shortDescription: { text: `Demands that ${demands}.` },
    fullDescription: { text: why },
    help: { text: `${text} See ${link}`, markdown: `${text} [More](${link})` },
    helpUri: link,
    defaultConfiguration: { level: LEVELS[severity] },
    properties: { tags: [name.split('/')[0], 'kubernetes'], precision: 'high' },
  };
}

function locationOf(finding: Finding, texts: Report['texts']): object {
  const { file, objects } = finding;
  const logical = objects.map((object) => ({ fullyQualifiedName: object, kind: 'resource' }));
  const location = logical.length > 0 ? { logicalLocations: logical } : {};
  if (file === undefined) return location;
  return {
    physicalLocation: { artifactLocation: artifact(file), region: region(texts.get(file) ?? '', finding) },
    ...location,
  };
}

/** A path within the sources is relative to their root; one outside of them is an address of its own. */
function artifact(file: string): object {
  if (file === '-') return { uri: 'stdin' };
  if (isAbsolute(file) || file.startsWith('..')) return { uri: pathToFileURL(file).href };
  const path = file.replaceAll('\\', '/').replace(/^\.\//, '');
  return { uri: path.split('/').map(encodeURIComponent).join('/'), uriBaseId: ROOT };
}

/** Columns are those of the text as it is, from 1; they are left out where it is shown otherwise. */
function region(text: string, finding: Finding): object {
  const { line = 1 } = finding;
  const shown = excerptOf(text, finding, 0).at(0);
  if (shown?.span === undefined) return { startLine: line };
  const isWhole = shown.text === text.split('\n', line)[line - 1].replace(/\r$/, '');
  const columns = isWhole ? { startColumn: shown.span.from + 1, endColumn: shown.span.to + 1 } : {};
  return { startLine: line, ...columns, snippet: { text: shown.text } };
}

/** What a finding is recognized by when lines move: rule, objects and file, and which of several it is. */
class Fingerprints {
  private readonly seen = new Map<string, number>();

  of({ rule, objects, file }: Finding): string {
    const what = JSON.stringify([rule, objects, file]);
    const number = (this.seen.get(what) ?? 0) + 1;
    this.seen.set(what, number);
    return createHash('sha256').update(`${what} ${number}`).digest('hex').slice(0, 32);
  }
}
