import { AXIS_HEIGHT, drawPanel, type Panel, type TimeAxis, TOP, WIDTH } from './chart';
import { markup } from './escape';
import { PLOT } from './geometry';

/** What the cursor shows, by panel, line and column. */
export type ReadOuts = (readonly (readonly string[])[])[];

/** A panel as an element of a page, with the cursor of its own; what the cursor shows goes to `readOuts`. */
export function panelElement(panel: Panel, axis: TimeAxis, readOuts: ReadOuts): string {
  const { svg, height, readOut } = drawPanel(panel, axis);
  readOuts.push(readOut);
  const cursor = `<path class="cursor" data-bottom="${height - AXIS_HEIGHT}" style="display:none" d="M${PLOT.left} ${TOP}V${TOP}"/>`;
  return `<svg viewBox="0 0 ${WIDTH} ${height}" data-panel="${readOuts.length - 1}" role="img" aria-label="${markup(panel.title)}">${svg}${cursor}</svg>`;
}
