import { markup, script } from './escape';
import { PAGE_SCRIPT } from './html-script';
import { PAGE_STYLE } from './html-style';

/** A page that stands alone. */
export interface Page {
  readonly heading: string;
  readonly subtitle: string;
  /** Elements, one after the other; empty ones are left out. */
  readonly body: readonly string[];
  /** What the common cursor shows. */
  readonly data: PageData;
}

/** The values under the common cursor. */
export interface PageData {
  readonly seconds: number;
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
