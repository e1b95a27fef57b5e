import type { RehearsalResult } from '../result';
import type { Panel, TimeAxis } from './chart';
import { panelsOf, poolPanels } from './panels';
import { renderPicture } from './picture';
import { headingOf, subtitleOf } from './words';
import { worstMinutes } from './worst-minutes';

/** The charts of a rehearsal as one picture that stands alone. */
export function renderSvg(result: RehearsalResult): string {
  const several = result.services.length > 1;
  const panels = result.services.flatMap((service) =>
    panelsOf(service, result.inputs).map((panel) => (several ? withName(panel, service.name) : panel)),
  );
  return renderPicture({
    heading: headingOf(result),
    subtitle: subtitleOf(result),
    panels: [...panels, ...poolPanels(result.pools)],
    axis: timeAxisOf(result),
  });
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
