import type { RehearsalResult } from '../result';
import { drawPanel, type Panel, type TimeAxis, WIDTH } from './chart';
import { markup } from './escape';
import { panelsOf, poolPanels } from './panels';
import { CHART_STYLE, variables } from './theme';
import { worstMinutes } from './worst-minutes';

const HEAD = 52;
const GAP = 10;

/** The charts of a rehearsal as one picture that stands alone, in the colours of whoever looks at it. */
export function renderSvg(result: RehearsalResult): string {
  const axis = timeAxisOf(result);
  const several = result.services.length > 1;
  const panels = [
    ...result.services.flatMap((service) =>
      panelsOf(service, result.inputs).map((panel) => (several ? withName(panel, service.name) : panel)),
    ),
    ...poolPanels(result.pools),
  ];
  let top = HEAD;
  const body = panels.map((panel) => {
    const { svg, height } = drawPanel(panel, axis);
    const group = `<g transform="translate(0 ${top})">${svg}</g>`;
    top += height + GAP;
    return group;
  });
  const title = `Rehearsal of ${result.services.map(({ name }) => name).join(', ')}`;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${top}" width="${WIDTH}" height="${top}" role="img" aria-label="${markup(title)}">`,
    `<style>svg{${variables('light')}}@media (prefers-color-scheme:dark){svg{${variables('dark')}}}\n${CHART_STYLE}\nsvg .head{font-size:16px;font-weight:600}</style>`,
    `<rect width="100%" height="100%" fill="var(--paper)"/>`,
    `<text class="head" x="16" y="26">${markup(title)}</text>`,
    `<text class="name" x="16" y="44">${markup(result.inputs.traffic.title)}</text>`,
    ...body,
    '</svg>\n',
  ].join('\n');
}

/** The time axis with the worst minutes marked on it. */
export function timeAxisOf(result: RehearsalResult): TimeAxis {
  const { seconds, startsAt } = result;
  const marks = worstMinutes(result).map(({ from, to }, index) => ({ from, to, label: String(index + 1) }));
  return { seconds, startsAt, marks };
}

function withName(panel: Panel, service: string): Panel {
  return { ...panel, title: `${service}: ${panel.title}` };
}
