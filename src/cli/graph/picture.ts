import type { Drawing, DrawnNode, Layer } from './drawing';
import { html } from './html-text';
import { BOX_HEIGHT, BOX_WIDTH, layOut, type PlacedNode, type PlacedWire, type Point } from './layout';
import { PICTURE_STYLE } from './page-parts';

/** So many characters fit into a box. */
const MOST_SHOWN = 27;
const MARGIN = 12;
const HEAD = 30;

const TITLES: Readonly<Record<Layer, string>> = {
  workload: 'runs',
  service: 'Service',
  monitor: 'scraped by',
  series: 'measured',
  rule: 'recorded',
  adapter: 'exposed',
  scaler: 'decides',
  target: 'scaled',
};

/** The stack as a file of SVG that needs nothing else, and is dark where the reader's screen is. */
export function svg(drawing: Drawing): string {
  return `${picture(drawing).replace('>', `><style>${PICTURE_STYLE}svg{background:var(--paper)}</style>`).replace('<svg', '<svg xmlns="http://www.w3.org/2000/svg"')}\n`;
}

/** The stack as an SVG. Its colours are those of the page that it stands in. */
export function picture(drawing: Drawing): string {
  const { nodes, wires, width, height } = layOut(drawing);
  const size = { width: width + 2 * MARGIN, height: height + HEAD + 2 * MARGIN };
  const heads = new Map(nodes.map(({ node, x }) => [x, TITLES[node.layer]]));
  // Broken wires are drawn last, above the others.
  const ordered = [...wires].sort((a, b) => Number(a.wire.isBroken) - Number(b.wire.isBroken));
  return [
    `<svg viewBox="0 0 ${size.width} ${size.height}" style="max-width:${size.width}px" role="img" aria-label="The stack: what runs, what is measured and what scales it">`,
    '<defs>',
    ...['wire', 'broken'].map(
      (kind) =>
        `<marker id="end-${kind}" class="${kind}" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto"><path d="M0 0L8 4L0 8z"/></marker>`,
    ),
    '</defs>',
    `<g transform="translate(${MARGIN} ${MARGIN + HEAD})">`,
    ...[...heads].map(([x, title]) => `<text class="head" x="${x + BOX_WIDTH / 2}" y="-14">${title}</text>`),
    ...ordered.map(wirePath),
    ...nodes.map(box),
    '</g>',
    '</svg>',
  ].join('\n');
}

function wirePath({ wire, points }: PlacedWire): string {
  const kind = wire.isBroken ? 'broken' : 'wire';
  const reasons = wire.because.map(html).join('\n');
  const title = `${wire.isBroken ? 'broken: ' : ''}${reasons}`;
  return `<g class="${kind}" data-from="${html(wire.from)}" data-to="${html(wire.to)}"><path class="hit" d="${curve(points)}"/><path d="${curve(points)}" marker-end="url(#end-${kind})"/>${title === '' ? '' : `<title>${title}</title>`}</g>`;
}

/** A curve that leaves and enters every point level. */
function curve(points: readonly Point[]): string {
  const [first, ...rest] = points;
  let before = first;
  const parts = rest.map((point) => {
    const isBack = point.x <= before.x;
    const bend = isBack ? 46 : (point.x - before.x) / 2;
    const d = `C${before.x + bend} ${before.y} ${isBack ? point.x + bend : point.x - bend} ${point.y} ${point.x} ${point.y}`;
    before = point;
    return d;
  });
  return `M${first.x} ${first.y}${parts.join('')}`;
}

function box({ node, x, y }: PlacedNode): string {
  const worst = node.findings.at(0)?.severity;
  const style = ['box', node.layer, worst, node.layer === 'target' ? 'ghost' : undefined].filter(Boolean).join(' ');
  const full = node.namespace === undefined ? node.name : `${node.namespace}/${node.name}`;
  return [
    `<g class="${style}" data-id="${html(node.id)}" tabindex="0" transform="translate(${x} ${y})">`,
    `<rect width="${BOX_WIDTH}" height="${BOX_HEIGHT}" rx="8"/>`,
    `<text class="kind" x="12" y="18">${html(shortened(node.kind))}</text>`,
    `<text class="name" x="12" y="36">${html(shortened(full))}</text>`,
    ...(node.detail === undefined
      ? []
      : [`<text class="detail" x="12" y="52">${html(shortened(node.detail, 32))}</text>`]),
    ...(worst === undefined ? [] : [`<circle cx="${BOX_WIDTH - 14}" cy="14" r="5"/>`]),
    `<title>${html(titleOf(node, full))}</title>`,
    '</g>',
  ].join('');
}

function titleOf({ kind, detail, file, line, findings }: DrawnNode, full: string): string {
  const place = file === undefined ? undefined : `${file}${line === undefined ? '' : `:${line}`}`;
  const found = findings.map(({ severity, message, fix, rule }) => `${severity}: ${message}; ${fix} (${rule})`);
  return [`${kind} ${full}`, detail, place, ...found].filter((text) => text !== undefined).join('\n');
}

function shortened(text: string, most = MOST_SHOWN): string {
  return text.length <= most ? text : `${text.slice(0, most - 1)}…`;
}
