/** The colours of a report: on white, and on black. Lines are told apart without seeing colours, too. */
const PALETTE: Readonly<Record<string, readonly [light: string, dark: string]>> = {
  paper: ['#ffffff', '#0d1117'],
  raised: ['#f6f8fa', '#161b22'],
  ink: ['#1c2128', '#e6edf3'],
  muted: ['#5b6673', '#9aa5b1'],
  edge: ['#d8dee4', '#30363d'],
  grid: ['#e9edf1', '#222830'],
  blue: ['#1f6feb', '#58a6ff'],
  orange: ['#d4660c', '#f0883e'],
  green: ['#2a9d5c', '#3fb970'],
  violet: ['#7d4fd6', '#b392f0'],
  pink: ['#c2378a', '#f778ba'],
  teal: ['#15958c', '#39c5bb'],
  yellow: ['#d9a514', '#e3b341'],
  grey: ['#6e7b8a', '#8b98a5'],
  red: ['#cf222e', '#ff7b72'],
  mark: ['#ffd9d6', '#5a1e1e'],
};

const LINE_COLORS = ['blue', 'orange', 'yellow', 'green', 'violet', 'pink', 'teal', 'grey', 'red'];

/** The colours as variables of CSS. */
export function variables(theme: 'light' | 'dark'): string {
  return Object.entries(PALETTE)
    .map(([name, [light, dark]]) => `--${name}:${theme === 'light' ? light : dark}`)
    .join(';');
}

/** How the elements of a chart look, by their classes. */
export const CHART_STYLE = [
  'svg text{font:12px system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif;fill:var(--ink);font-variant-numeric:tabular-nums}',
  'svg .title{font-size:13px;font-weight:600}',
  'svg .title .muted{font-size:12px;font-weight:400;fill:var(--muted)}',
  'svg .tick{font-size:11px;fill:var(--muted)}',
  'svg .name{fill:var(--muted)}',
  'svg .value{font-weight:600}',
  'svg .grid{stroke:var(--grid);stroke-width:1;fill:none;shape-rendering:crispEdges}',
  'svg .bound{stroke:var(--red);stroke-width:1.2;stroke-dasharray:5 3;fill:none}',
  'svg .mark{fill:var(--mark);opacity:.75}',
  'svg .mark-label{font-size:10px;font-weight:600;fill:var(--muted)}',
  'svg .line{fill:none;stroke-width:1.5;stroke-linejoin:round}',
  'svg .dashed{stroke-dasharray:3 2.5}',
  'svg .fill{stroke:none;fill-opacity:.22}',
  'svg .solid{fill-opacity:.62}',
  'svg .cursor{stroke:var(--ink);stroke-width:1;opacity:.55}',
  ...LINE_COLORS.flatMap((name) => [
    `svg .line.${name}{stroke:var(--${name})}`,
    `svg .fill.${name}{fill:var(--${name})}`,
  ]),
].join('\n');
