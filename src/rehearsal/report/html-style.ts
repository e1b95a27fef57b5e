import { CHART_STYLE, variables } from './theme';

/** The style sheet of the page: dark and light as the reader's system says, or as the switch of the page does. */
export const PAGE_STYLE = `
:root{color-scheme:light;${variables('light')}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${variables('dark')}}}
:root[data-theme=dark]{color-scheme:dark;${variables('dark')}}
*{box-sizing:border-box}
body{margin:0;background:var(--paper);color:var(--ink);font:14px/1.5 system-ui,-apple-system,"Segoe UI",Helvetica,Arial,sans-serif}
main{max-width:1060px;margin:0 auto;padding:28px 24px 64px}
header{display:flex;gap:16px;justify-content:space-between;align-items:flex-start}
h1{font-size:22px;line-height:1.25;margin:0}
h2{font-size:16px;margin:36px 0 12px}
p{margin:4px 0}
.muted,.note{color:var(--muted)}
button,input,select{font:inherit;color:inherit;background:var(--raised);border:1px solid var(--edge);border-radius:6px;padding:4px 10px}
button{cursor:pointer}
:focus-visible{outline:2px solid var(--blue);outline-offset:1px}
.figures{display:grid;grid-template-columns:repeat(auto-fill,minmax(190px,1fr));gap:10px;margin:20px 0 0;padding:0;list-style:none}
.figures li{border:1px solid var(--edge);border-radius:8px;padding:10px 14px;background:var(--raised)}
.figures .title{color:var(--muted);font-size:12px;overflow-wrap:anywhere}
.figures strong{display:block;font-size:21px;line-height:1.3;font-variant-numeric:tabular-nums}
.figures .note{font-size:12px}
.good strong::after{content:" ✓";color:var(--green)}
.bad strong::after{content:" ✗";color:var(--red)}
.bad{box-shadow:inset 3px 0 0 var(--red)}
.good{box-shadow:inset 3px 0 0 var(--green)}
.verdicts{padding:0;list-style:none;margin:16px 0 0}
.verdicts li::before{content:"✓ ";color:var(--green);font-weight:700}
.verdicts li.fails::before{content:"✗ ";color:var(--red)}
.worst{padding:0;margin:0;list-style:none;display:grid;gap:10px}
.worst>li{border:1px solid var(--edge);border-radius:8px;padding:12px 16px;display:grid;grid-template-columns:28px 1fr;gap:4px 12px;break-inside:avoid}
.worst .rank{grid-row:span 3;width:26px;height:26px;border-radius:50%;background:var(--mark);text-align:center;font-weight:700;line-height:26px;font-size:12px}
.worst ul{margin:2px 0;padding-left:18px}
.rule{display:inline-block;border:1px solid var(--edge);border-radius:10px;padding:0 9px;font-size:12px;margin-left:6px;background:var(--raised)}
.charts{position:relative;overflow-x:auto}
.charts svg{display:block;width:100%;min-width:720px;height:auto;margin:0 0 8px;break-inside:avoid}
.filters{display:flex;flex-wrap:wrap;gap:8px;margin-bottom:10px}
.filters input{flex:1 1 220px}
.log{max-height:520px;overflow:auto;border:1px solid var(--edge);border-radius:8px}
section{overflow-x:auto}
table{border-collapse:collapse;width:100%}
th,td{text-align:left;vertical-align:top;padding:5px 12px;border-bottom:1px solid var(--grid);overflow-wrap:anywhere}
td.short{white-space:nowrap;overflow-wrap:normal}
th{white-space:nowrap;position:sticky;top:0;background:var(--raised);font-size:12px;color:var(--muted);font-weight:600}
td.at,td.number{white-space:nowrap;font-variant-numeric:tabular-nums}
td.number{text-align:right}
tr:target,tr.near{background:var(--mark)}
.reason{font-weight:600;white-space:nowrap}
tr.best{font-weight:600}
table.narrow{max-width:720px}
td.better{color:var(--green);font-weight:600}
td.worse{color:var(--red);font-weight:600}
.empty{padding:12px;color:var(--muted)}
details{margin-top:12px}
summary{cursor:pointer}
footer{margin-top:40px;font-size:12px}
@media (max-width:600px){main{padding:16px 12px}.log td,.log th{padding:4px 6px}}
@media print{
:root,:root[data-theme]{color-scheme:light;${variables('light')}}
main{max-width:none;padding:0}
button,.filters{display:none}
.log{max-height:none;overflow:visible;border:0}
.charts{overflow:visible}
.charts svg{min-width:0}
h2{break-after:avoid}
tr{break-inside:avoid}
body{font-size:11px;print-color-adjust:exact;-webkit-print-color-adjust:exact}
}
${CHART_STYLE}
`;
