import { TOP, WIDTH } from './chart';
import { PLOT } from './geometry';

/**
 * What the page does when somebody points at it: a common cursor with the values at that moment, filters of the log, the
 * switch of the theme. Without it the page shows all the same.
 */
export const PAGE_SCRIPT = `
(() => {
  const data = JSON.parse(document.getElementById('data').textContent);
  const panels = [...document.querySelectorAll('svg[data-panel]')].map((svg) => ({
    svg,
    cursor: svg.querySelector('.cursor'),
    caption: svg.querySelector('[data-caption]'),
    values: [...svg.querySelectorAll('[data-line]')],
    lines: data.panels[Number(svg.dataset.panel)],
  }));
  const [left, right] = [${PLOT.left}, ${PLOT.right}];
  const at = (share) => {
    const seconds = share * data.seconds;
    const time = new Date(Date.parse(data.startsAt) + seconds * 1000).toISOString();
    return data.seconds > 93600 ? time.slice(5, 16).replace('T', ' ') : time.slice(11, 19);
  };
  const point = (share) => {
    for (const { cursor, caption, values, lines } of panels) {
      const x = left + share * (right - left);
      cursor.setAttribute('d', 'M' + x + ' ${TOP}V' + cursor.dataset.bottom);
      cursor.style.display = '';
      caption.textContent = at(share);
      values.forEach((value) => {
        const line = lines[Number(value.dataset.line)];
        value.textContent = line[Math.min(line.length - 1, Math.floor(share * line.length))];
      });
    }
  };
  const leave = () => {
    for (const { cursor, caption, values } of panels) {
      cursor.style.display = 'none';
      caption.textContent = caption.dataset.caption;
      values.forEach((value) => { value.textContent = value.dataset.rest; });
    }
  };
  const shareOf = (svg, event) => {
    const box = svg.getBoundingClientRect();
    return (((event.clientX - box.left) / box.width) * ${WIDTH} - left) / (right - left);
  };
  for (const { svg } of panels) {
    svg.addEventListener('pointermove', (event) => {
      const share = shareOf(svg, event);
      if (share >= 0 && share <= 1) point(share); else leave();
    });
    svg.addEventListener('pointerleave', leave);
    svg.addEventListener('click', (event) => {
      const share = shareOf(svg, event);
      if (share >= 0 && share <= 1) goTo(share * data.seconds);
    });
  }
  const rows = [...document.querySelectorAll('#log tbody tr')];
  const goTo = (seconds) => {
    const shown = rows.filter((row) => !row.hidden);
    const near = shown.filter((row) => Number(row.dataset.at) <= seconds).at(-1) ?? shown[0];
    for (const row of rows) row.classList.toggle('near', row === near);
    if (near) document.querySelector('.log').scrollTop = near.offsetTop - 120;
  };
  const [text, controller] = [document.getElementById('filter'), document.getElementById('controller')];
  const filter = () => {
    const words = text.value.toLowerCase().split(/\\s+/).filter(Boolean);
    let count = 0;
    for (const row of rows) {
      const content = row.textContent.toLowerCase();
      row.hidden = (controller.value !== '' && row.dataset.controller !== controller.value) || !words.every((word) => content.includes(word));
      if (!row.hidden) count += 1;
    }
    document.getElementById('count').textContent = count + ' of ' + rows.length;
    document.getElementById('none').hidden = count > 0;
  };
  if (text) { text.addEventListener('input', filter); controller.addEventListener('change', filter); }
  const root = document.documentElement;
  document.getElementById('theme').addEventListener('click', () => {
    const isDark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
    root.dataset.theme = isDark ? 'light' : 'dark';
  });
})();
`;
