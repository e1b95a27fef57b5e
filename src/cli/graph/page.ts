import { type Finding, SEVERITIES } from '../../checks/finding';
import { count } from '../count';
import type { Drawing } from './drawing';
import { html } from './html-text';
import { PAGE_STYLE, SCRIPT } from './page-parts';
import { picture } from './picture';

/** The stack as one page of HTML that needs nothing else: no network, and it is dark where the reader's screen is. */
export function page(drawing: Drawing, findings: readonly Finding[], title: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${html(title)}</title>
<style>${PAGE_STYLE}</style>
</head>
<body>
<header>
<h1>${html(title)}</h1>
<p>${summary(drawing, findings)}</p>
<ul class="legend"><li class="ok">found</li><li class="broken">broken</li><li class="error">error</li><li class="warning">warning</li></ul>
</header>
<main>
<div class="picture">
${drawing.nodes.length === 0 ? '<p>There is nothing here that is scaled or measured.</p>' : picture(drawing)}
</div>
${list(findings)}
</main>
<script>${SCRIPT}</script>
</body>
</html>
`;
}

function summary({ nodes, wires }: Drawing, findings: readonly Finding[]): string {
  const found = SEVERITIES.flatMap((severity) => {
    const number = findings.filter((each) => each.severity === severity).length;
    if (number === 0) return [];
    return [`<b class="${severity}">${severity === 'info' ? `${number} info` : count(number, severity)}</b>`];
  });
  const broken = wires.filter(({ isBroken }) => isBroken).length;
  const what = `${count(nodes.length, 'part')}, ${count(wires.length, 'wire')}${broken === 0 ? '' : `, ${broken} of them broken`}`;
  return [what, ...(found.length === 0 ? ['<b class="ok">no findings</b>'] : found)].join(' · ');
}

function list(findings: readonly Finding[]): string {
  if (findings.length === 0) return '';
  const items = findings.map(({ severity, rule, message, why, fix, objects, file, line }) => {
    const place = file === undefined ? '' : `<code>${html(file)}${line === undefined ? '' : `:${line}`}</code>`;
    const about = objects.map((object) => `<code>${html(object)}</code>`).join(' ');
    return `<li class="${severity}"><p class="top"><b class="${severity}">${severity}</b> <span>${html(rule)}</span> ${place}</p>
<p class="message">${html(message)}</p>
<p class="more"><i>fix</i> ${html(fix)}</p>
<p class="more"><i>why</i> ${html(why)}</p>
<p class="more">${about}</p></li>`;
  });
  return `<ol class="findings">\n${items.join('\n')}\n</ol>`;
}
