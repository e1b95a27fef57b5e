/** The colours, light and dark. */
const COLOURS = `
:root{--paper:#fff;--ink:#1f2328;--soft:#59636e;--line:#d1d9e0;--box:#f6f8fa;--wire:#8c959f;--red:#cf222e;--red-box:#ffebe9;--amber:#9a6700;--amber-box:#fff8c5;--blue:#0969da;--green:#1a7f37}
@media(prefers-color-scheme:dark){:root{--paper:#0d1117;--ink:#e6edf3;--soft:#9198a1;--line:#3d444d;--box:#151b23;--wire:#656c76;--red:#ff7b72;--red-box:#3c1618;--amber:#e3b341;--amber-box:#332708;--blue:#79c0ff;--green:#56d364}}`;

/** The looks of the picture. */
export const PICTURE_STYLE = `${COLOURS}
svg .kind,svg .name,svg .detail{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
svg .head{font-family:system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
svg text{fill:var(--ink)}
svg .head{fill:var(--soft);font-size:12px;text-anchor:middle}
svg .kind{fill:var(--soft);font-size:11.5px}
svg .name{font-size:12.5px;font-weight:600}
svg .detail{fill:var(--soft);font-size:10.5px}
svg rect{fill:var(--box);stroke:var(--line);stroke-width:1.2}
svg .ghost rect{fill:none;stroke-dasharray:4 4}
svg .error rect{fill:var(--red-box);stroke:var(--red);stroke-width:1.8}
svg .warning rect{fill:var(--amber-box);stroke:var(--amber);stroke-width:1.5}
svg .error circle{fill:var(--red)}svg .warning circle{fill:var(--amber)}svg .info circle{fill:var(--blue)}
svg path{fill:none;stroke:var(--wire);stroke-width:1.5}
svg .broken path{stroke:var(--red);stroke-width:2;stroke-dasharray:6 4}
svg path.hit{stroke:transparent;stroke-width:14;stroke-dasharray:none}
svg marker path{fill:var(--wire);stroke:none}svg marker.broken path{fill:var(--red);stroke:none}
svg g.box{outline:none}
svg.chosen g.box:not(.near),svg.chosen g.wire:not(.near),svg.chosen g.broken:not(.near){opacity:.22}
svg g.near rect{stroke-width:2.2}
`;

/** The looks of the page around it. */
export const PAGE_STYLE = `${PICTURE_STYLE}*{box-sizing:border-box}
body{margin:0;padding:24px 28px;background:var(--paper);color:var(--ink);font:14px/1.5 system-ui,-apple-system,"Segoe UI",Roboto,"DejaVu Sans",sans-serif}
h1{margin:0;font-size:20px;font-weight:600}
header p{margin:4px 0 10px;color:var(--soft)}
code{font-family:ui-monospace,SFMono-Regular,Menlo,Consolas,"DejaVu Sans Mono",monospace}
code{font-size:12px}
b.error{color:var(--red)}b.warning{color:var(--amber)}b.info{color:var(--blue)}b.ok{color:var(--green)}
.legend{display:flex;flex-wrap:wrap;gap:18px;margin:0 0 14px;padding:0;list-style:none;color:var(--soft);font-size:12px}
.legend li{display:flex;align-items:center;gap:7px}
.legend li::before{content:"";width:24px;height:0;border-top:2px solid var(--wire)}
.legend .broken::before{border-top:2px dashed var(--red)}
.legend .error::before,.legend .warning::before{width:15px;height:11px;border:1.5px solid var(--red);border-radius:3px;background:var(--red-box)}
.legend .warning::before{border-color:var(--amber);background:var(--amber-box)}
.picture{overflow-x:auto;border:1px solid var(--line);border-radius:10px}
.picture svg{display:block;width:100%;height:auto;min-width:1300px}
.picture>p{padding:0 16px}
.findings{margin:22px 0 0;padding:0;list-style:none;display:grid;gap:12px}
.findings li{border:1px solid var(--line);border-left:4px solid var(--red);border-radius:8px;padding:10px 14px}
.findings li.warning{border-left-color:var(--amber)}.findings li.info{border-left-color:var(--blue)}
.findings p{margin:0}
.findings .top{color:var(--soft);font-size:12.5px}
.findings .message{font-weight:600;margin:2px 0 4px;overflow-wrap:anywhere}
.findings .more{color:var(--soft);overflow-wrap:anywhere}
.findings i{display:inline-block;width:34px;font-style:normal;color:var(--ink)}
`;

/** Shows everything on the way through the part that the pointer or the keyboard is on. */
export const SCRIPT = `
(() => {
  const svg = document.querySelector('svg');
  if (!svg) return;
  const boxes = [...svg.querySelectorAll('g.box')];
  const wires = [...svg.querySelectorAll('g[data-from]')];
  const walk = (id, end, start, seen) => {
    for (const wire of wires) {
      if (wire.dataset[start] !== id || seen.has(wire)) continue;
      seen.add(wire);
      walk(wire.dataset[end], end, start, seen);
    }
    return seen;
  };
  const choose = (id) => {
    const near = new Set([...walk(id, 'to', 'from', new Set()), ...walk(id, 'from', 'to', new Set())]);
    const ids = new Set([id, ...[...near].flatMap((wire) => [wire.dataset.from, wire.dataset.to])]);
    svg.classList.add('chosen');
    for (const wire of wires) wire.classList.toggle('near', near.has(wire));
    for (const box of boxes) box.classList.toggle('near', ids.has(box.dataset.id));
  };
  for (const box of boxes) {
    box.addEventListener('mouseenter', () => choose(box.dataset.id));
    box.addEventListener('focus', () => choose(box.dataset.id));
    box.addEventListener('mouseleave', () => svg.classList.remove('chosen'));
    box.addEventListener('blur', () => svg.classList.remove('chosen'));
  }
})();
`;
