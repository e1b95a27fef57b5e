import { type Checked, checkManifests } from '../../checks/check-manifests';
import { type Finding, type FindingSeverity, SEVERITIES } from '../../checks/finding';
import { UNUSED_SUPPRESSION } from '../../checks/meta-rules';
import { loadSettings } from '../../checks/settings/load-settings';
import type { CheckSettings } from '../../checks/settings/settings';
import { type ReadManifests, readManifests, type Source } from '../../stack/read';
import { ExitCode, type Io } from '../io';
import { type Collected, collect } from '../manifest-files';
import { Progress } from '../progress';
import { refuse } from '../refuse';
import type { CheckOptions } from './check';
import { githubReport } from './formats/github';
import { humanReport } from './formats/human';
import { jsonReport } from './formats/json';
import { type Report, sorted } from './formats/report';
import { sarifReport } from './formats/sarif';
import { listRules } from './rule-pages';

/** Checks what the paths name and writes the report. */
export function runCheck(paths: readonly string[], options: CheckOptions, io: Io): ExitCode {
  const settings = loadSettings(options, paths[0]);
  if ('problems' in settings) return refuse(settings.problems, io);
  if (options.listRules) {
    io.out(listRules(settings.rules));
    return ExitCode.OK;
  }
  const collected = (options.each ? paths.map((path) => [path]) : [paths]).map((group) => collect(group, io));
  const problems = collected.flatMap((each) => each.problems);
  if (problems.length > 0) return refuse(problems, io);
  for (const note of collected.flatMap(({ notes }) => notes)) io.err(`note: ${note}\n`);
  const clusters = checkClusters(collected, settings, io);
  const report = reportOf(clusters, collected, options.severity ?? 'info');
  if (report.objects === 0 && report.findings.length === 0)
    return refuse(['there is no manifest in what was given'], io);
  io.out(render(report, settings, options, io));
  const bar = options.severity ?? 'error';
  return report.findings.some(({ severity }) => counts(severity, bar)) ? ExitCode.FOUND : ExitCode.OK;
}

function checkClusters(collected: readonly Collected[], settings: CheckSettings, io: Io): Checked[] {
  const total = collected.reduce((sum, { sources }) => sum + sources.length, 0);
  const progress = new Progress(io);
  let done = 0;
  return collected.map(({ sources }) => {
    const read = readAll(sources, () => progress.tell(`read ${++done} of ${total} files`));
    return checkManifests(read, settings);
  });
}

function readAll(sources: readonly Source[], afterEach: () => void): ReadManifests {
  const parts = sources.map((source) => {
    const part = readManifests([source]);
    afterEach();
    return part;
  });
  return {
    manifests: parts.flatMap(({ manifests }) => manifests),
    others: parts.flatMap(({ others }) => others),
    unparsable: parts.flatMap(({ unparsable }) => unparsable),
  };
}

function reportOf(clusters: readonly Checked[], collected: readonly Collected[], least: FindingSeverity): Report {
  const texts = new Map(collected.flatMap(({ sources }) => sources.map(({ name, text }) => [name, text] as const)));
  const found = together(clusters).filter(({ severity }) => counts(severity, least));
  return {
    findings: sorted(found, [...texts.keys()]),
    texts,
    objects: clusters.reduce((sum, { graph }) => sum + graph.manifests.length, 0),
    suppressed: clusters.reduce((sum, { suppressed }) => sum + suppressed.length, 0),
  };
}

/** What the settings suppress holds for every cluster: it is in vain when it is so in all of them. */
function together(clusters: readonly Checked[]): Finding[] {
  const all = clusters.flatMap(({ findings }) => findings);
  const known = new Map<string, { readonly finding: Finding; count: number }>();
  for (const finding of all) {
    const key = JSON.stringify(finding);
    const entry = known.get(key) ?? { finding, count: 0 };
    known.set(key, { finding, count: entry.count + 1 });
  }
  return [...known.values()].flatMap(({ finding, count }) => {
    const isOfSettings = finding.rule === UNUSED_SUPPRESSION.name && finding.objects.length === 0;
    return isOfSettings && count < clusters.length ? [] : [finding];
  });
}

function counts(severity: FindingSeverity, least: FindingSeverity): boolean {
  return SEVERITIES.indexOf(severity) <= SEVERITIES.indexOf(least);
}

function render(report: Report, { rules }: CheckSettings, { format }: CheckOptions, io: Io): string {
  if (format === 'json') return jsonReport(report);
  if (format === 'sarif') return sarifReport(report, rules);
  if (format === 'github') return githubReport(report);
  return humanReport(report, io.hasColors);
}
