import { drawPanel, type Panel, type TimeAxis, WIDTH } from './chart';
import { markup } from './escape';
import { CHART_STYLE, variables } from './theme';

/** Charts below each other, with a heading. */
export interface Picture {
  /** Stands on top, and is what a screen reader says of the picture; plain text. */
  readonly heading: string;
  /** Stands small under the heading; plain text. */
  readonly subtitle: string;
  /** From top to bottom. */
  readonly panels: readonly Panel[];
  /** The time axis that all panels share. */
  readonly axis: TimeAxis;
}

const HEAD = 52;
const GAP = 10;

/** A picture that stands alone, in the colours that whoever looks at it prefers. */
export function renderPicture({ heading, subtitle, panels, axis }: Picture): string {
  let top = HEAD;
  const body = panels.map((panel) => {
    const { svg, height } = drawPanel(panel, axis);
    const group = `<g transform="translate(0 ${top})">${svg}</g>`;
    top += height + GAP;
    return group;
  });
  return frame({ heading, subtitle, body, height: top });
}

/** What stands around the elements of a picture. */
export function frame(content: {
  readonly heading: string;
  readonly subtitle: string;
  readonly body: readonly string[];
  readonly height: number;
}): string {
  const { heading, subtitle, body, height } = content;
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" width="${WIDTH}" height="${height}" role="img" aria-label="${markup(heading)}">`,
    `<style>svg{${variables('light')}}@media (prefers-color-scheme:dark){svg{${variables('dark')}}}\n${CHART_STYLE}\nsvg .head{font-size:16px;font-weight:600}</style>`,
    `<rect width="100%" height="100%" fill="var(--paper)"/>`,
    `<text class="head" x="16" y="26">${markup(heading)}</text>`,
    `<text class="name" x="16" y="44">${markup(subtitle)}</text>`,
    ...body,
    '</svg>\n',
  ].join('\n');
}
