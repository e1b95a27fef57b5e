import { markup, script } from './escape';
import { PAGE_SCRIPT } from './html-script';
import { PAGE_STYLE } from './html-style';

/** A page that stands alone. */
export interface Page {
  /** Title of the window, and the heading on top; plain text. */
  readonly heading: string;
  /** Stands small under the heading; plain text. */
  readonly subtitle: string;
  /** Elements, one after the other; empty ones are left out. */
  readonly body: readonly string[];
  /** What the common cursor shows. */
  readonly data: PageData;
}

/** The values under the common cursor. */
export interface PageData {
  /** How long the time axis is; 0 on a page without one. */
  readonly seconds: number;
  /** Wall-clock time at second 0, as ISO 8601 in UTC: the cursor shows the time of day by it. */
  readonly startsAt: string;
  /** By panel, line and column. */
  readonly panels: readonly (readonly (readonly string[])[])[];
}

/** A page of HTML that loads nothing: its policy would not even let it. */
export function renderPage({ heading, subtitle, body, data }: Page): string {
  return [
    '<!doctype html>',
    '<html lang="en">',
    '<head>',
    '<meta charset="utf-8">',
    '<meta name="viewport" content="width=device-width,initial-scale=1">',
    `<meta http-equiv="Content-Security-Policy" content="default-src 'none';style-src 'unsafe-inline';script-src 'unsafe-inline'">`,
    `<title>${markup(heading)}</title>`,
    `<style>${PAGE_STYLE}</style>`,
    '</head>',
    '<body><main>',
    `<header><div><h1>${markup(heading)}</h1><p class="muted">${markup(subtitle)}</p></div>`,
    '<button id="theme" type="button" aria-label="switch between light and dark">◐</button></header>',
    ...body.filter((part) => part !== ''),
    '</main>',
    `<script type="application/json" id="data">${script(data)}</script>`,
    `<script>${PAGE_SCRIPT}</script>`,
    '</body></html>\n',
  ].join('\n');
}
