import type { Verdict } from '../options/assertions';
import type { Decision, Parameter, RehearsalResult } from '../result';
import { markup } from './escape';
import { type Figure, figuresOf } from './figures';
import { formatSpan } from './format';
import { renderPage } from './page';
import { panelElement, type ReadOuts } from './panel-element';
import { panelsOf, poolPanels } from './panels';
import { timeAxisOf } from './svg';
import { momentLabel } from './time-label';
import { verdictText } from './verdict-text';
import { headingOf, hurtText, serviceTitle, subtitleOf } from './words';
import { type WorstMinute, worstMinutes } from './worst-minutes';

/** More than these say no more to anybody, and make the page slow; JSON has them all. */
const MOST_DECISIONS = 5000;

/** The report as one page of HTML that needs nothing else. */
export function renderHtml(result: RehearsalResult, verdicts: readonly Verdict[] = []): string {
  const panels: ReadOuts = [];
  const charts = chartsOf(result, panels);
  const { seconds, startsAt } = result;
  return renderPage({
    heading: headingOf(result),
    subtitle: subtitleOf(result),
    body: [
      figureList(figuresOf(result.totals, result)),
      verdictList(verdicts),
      servicesTable(result),
      worstList(result),
      charts,
      decisionLog(result),
      basis(result),
    ],
    data: { seconds, startsAt, panels },
  });
}

function figureList(figures: readonly Figure[]): string {
  const items = figures.map(({ title, value, note, isMet }) => {
    const state = isMet === undefined ? '' : isMet ? ' class="good"' : ' class="bad"';
    return `<li${state}><span class="title">${markup(title)}</span><strong>${markup(value)}</strong><span class="note">${markup(note)}</span></li>`;
  });
  return `<ul class="figures">${items.join('')}</ul>`;
}

function verdictList(verdicts: readonly Verdict[]): string {
  const items = verdicts.map((each) => `<li${each.holds ? '' : ' class="fails"'}>${markup(verdictText(each))}</li>`);
  return items.length === 0 ? '' : `<ul class="verdicts">${items.join('')}</ul>`;
}

/** The services beside each other, where there are several. */
function servicesTable(result: RehearsalResult): string {
  if (result.services.length < 2) return '';
  const figures = result.services.map(({ name, totals }) => ({ name, figures: figuresOf(totals, result) }));
  const head = figures[0].figures.map(({ title }) => `<th>${markup(title)}</th>`);
  const rows = figures.map(
    (each) =>
      `<tr><td>${markup(each.name)}</td>${each.figures.map(({ value }) => `<td class="number">${markup(value)}</td>`).join('')}</tr>`,
  );
  return `<h2>Services</h2><table><thead><tr><th>service</th>${head.join('')}</tr></thead><tbody>${rows.join('')}</tbody></table>`;
}

function worstList(result: RehearsalResult): string {
  const minutes = worstMinutes(result);
  if (minutes.length === 0) return '<h2>The worst minutes</h2><p class="muted">Nobody had to wait.</p>';
  const items = minutes.map((minute, index) => worstItem(minute, index + 1, result));
  return `<h2>The worst minutes, and what held the replicas back</h2><ol class="worst">${items.join('')}</ol>`;
}

function worstItem(minute: WorstMinute, rank: number, result: RehearsalResult): string {
  const { explanation, service } = minute;
  const when = momentLabel(minute.from, result.seconds, result.startsAt);
  const whose = result.services.length > 1 ? `${service}: ` : '';
  const sentences = explanation.sentences.map((sentence) => `<li>${markup(sentence)}</li>`).join('');
  return [
    `<li><span class="rank">${rank}</span>`,
    `<div><strong>${markup(`${whose}${when}`)}</strong> <span class="muted">${markup(hurtText(minute))}</span>`,
    `<span class="rule">${markup(explanation.rule)}</span></div>`,
    `<ul>${sentences}</ul>`,
    `<div class="muted">What would have helped: ${markup(explanation.fixes.join('; or '))}.</div></li>`,
  ].join('');
}

function chartsOf(result: RehearsalResult, readOuts: ReadOuts): string {
  const axis = timeAxisOf(result);
  const sections = result.services.map((service) => {
    const panels = panelsOf(service, result.inputs).map((panel) => panelElement(panel, axis, readOuts));
    return `<h2>${markup(serviceTitle(service))}</h2><div class="charts">${panels.join('\n')}</div>`;
  });
  const nodes = poolPanels(result.pools).map((panel) => panelElement(panel, axis, readOuts));
  if (nodes.length > 0) sections.push(`<h2>Nodes</h2><div class="charts">${nodes.join('\n')}</div>`);
  return sections.join('\n');
}

function decisionLog(result: RehearsalResult): string {
  const { decisions } = result;
  if (decisions.length === 0) return '<h2>Decisions</h2><p class="muted">No controller changed anything.</p>';
  const shown = decisions.slice(0, MOST_DECISIONS);
  const controllers = [...new Set(shown.map(({ controller }) => controller))].sort();
  const options = controllers.map((name) => `<option>${markup(name)}</option>`).join('');
  const left = decisions.length - shown.length;
  const rows = shown.map((decision) => decisionRow(decision, result));
  return [
    '<h2>Decisions, in the controllers’ words</h2>',
    '<div class="filters"><input id="filter" type="search" placeholder="filter: a reason, an object, a word" aria-label="filter the decisions">',
    `<select id="controller" aria-label="controller"><option value="">all controllers</option>${options}</select>`,
    `<span class="muted" id="count">${shown.length} of ${shown.length}</span></div>`,
    '<div class="log"><table id="log"><thead><tr><th>time</th><th>who</th><th>object</th><th>reason</th><th>message</th><th>replicas</th></tr></thead>',
    `<tbody>${rows.join('\n')}</tbody></table><div class="empty" id="none" hidden>No decision has these words.</div></div>`,
    left > 0 ? `<p class="muted">${left} later decisions are left out here; --format json has them.</p>` : '',
  ].join('\n');
}

function decisionRow({ at, controller, object, reason, message, from, to }: Decision, result: RehearsalResult): string {
  const change = from === null || to === null ? '' : `${from} → ${to}`;
  return [
    `<tr data-at="${at}" data-controller="${markup(controller)}">`,
    `<td class="at">${markup(momentLabel(at, result.seconds, result.startsAt))}</td><td class="short">${markup(controller)}</td><td class="short">${markup(object)}</td>`,
    `<td class="reason">${markup(reason)}</td><td>${markup(message)}</td><td class="number">${markup(change)}</td></tr>`,
  ].join('');
}

/** What the numbers rest on. */
function basis({ inputs, stepSeconds, seconds }: RehearsalResult): string {
  const rows = inputs.parameters.map(parameterRow).join('');
  const assumptions = inputs.assumptions.map((sentence) => `<li>${markup(sentence)}</li>`).join('');
  const versions = Object.entries(inputs.versions).map(([name, version]) => `${name} ${version}`);
  const skipped = inputs.traffic.skipped > 0 ? `; ${inputs.traffic.skipped} lines of the trace were passed over` : '';
  return [
    '<h2>What this rests on</h2>',
    `<p>Seed ${inputs.seed}, ${markup(versions.join(', '))}, ${markup(formatSpan(seconds))} in steps of ${markup(formatSpan(stepSeconds))}${markup(skipped)}.</p>`,
    assumptions === '' ? '' : `<ul>${assumptions}</ul>`,
    rows === ''
      ? ''
      : `<table><thead><tr><th>of</th><th>number</th><th>value</th><th>from</th><th>note</th></tr></thead><tbody>${rows}</tbody></table>`,
    '<footer class="muted">A rehearsal is the controllers’ own arithmetic over a model of the engine: the decisions are exact for these metrics, the latencies are as good as the numbers above.</footer>',
  ].join('\n');
}

function parameterRow({ of, name, value, unit, origin, note }: Parameter): string {
  const amount = `${value}${unit === '' ? '' : ` ${unit}`}`;
  const cells = [of, name].map((text) => `<td>${markup(text)}</td>`).join('');
  return `<tr>${cells}<td class="number">${markup(amount)}</td><td>${markup(origin)}</td><td>${markup(note)}</td></tr>`;
}
