import { page } from '../../../src/cli/graph/page';
import { finding } from '../check/formats/report';
import { BROKEN, node } from './drawings';

const PAGE = page(BROKEN, [finding(), finding({ severity: 'warning', file: undefined, line: undefined })], 'a <b>');

test('the page loads nothing', () => {
  expect(PAGE).not.toMatch(/\b(?:src|href)=|@import|url\((?!#)|https?:|fetch\(|import\(/);
});

test('it says what there is and what is wrong', () => {
  expect(PAGE).toContain('<title>a &lt;b&gt;</title>');
  expect(PAGE).toContain(
    '<p>5 parts, 3 wires, 1 of them broken · <b class="error">1 error</b> · <b class="warning">1 warning</b></p>',
  );
  expect(PAGE).toContain('<code>qwen.yaml:8</code>');
  expect(PAGE).toContain('<i>fix</i> write port: http');
});

test('broken wires and bad objects stand out, and say why when pointed at', () => {
  expect(PAGE).toMatch(
    /<g class="broken" data-from="Service\/llm\/qwen"[\s\S]*?<title>broken: port differs: &quot;&lt;x&gt;&quot; &amp; &quot;http&quot;<\/title>/,
  );
  expect(PAGE).toMatch(
    /<g class="box monitor error"[\s\S]*?error: &#39;port&#39; \(&quot;&lt;x&gt;&quot;\) must be …; write http \(wire\/monitor-port\)/,
  );
  expect(PAGE.match(/<g class="wire"/g)).toHaveLength(2);
  expect(PAGE).toContain('class="box target ghost"');
});

test('it is dark where the screen is', () => {
  expect(PAGE).toContain('@media(prefers-color-scheme:dark)');
  expect(PAGE).toContain('<meta name="color-scheme" content="light dark">');
});

test('what is given cannot become markup', () => {
  const evil = '</title><script>alert(1)</script>';
  const hostile = page(
    { nodes: [{ ...BROKEN.nodes[0], name: evil, detail: evil, id: `"${evil}` }], wires: [] },
    [finding({ message: evil, why: evil, fix: evil, rule: evil, file: evil, objects: [evil] })],
    evil,
  );
  expect(hostile).not.toContain(evil);
  expect(hostile.match(/<script>/g)).toHaveLength(1);
});

test('a stack of nothing is said so', () => {
  const empty = page({ nodes: [], wires: [] }, [], 'nothing');
  expect(empty).toContain('There is nothing here that is scaled or measured.');
  expect(empty).toContain('<b class="ok">no findings</b>');
});

test('a finding without a line names its file, and a box without a namespace its name alone', () => {
  const place = { file: 'x.yaml', line: undefined };
  const wire = { from: 'a', to: 'b', because: [], isBroken: false };
  const shown = page(
    { nodes: [node('a', place), node('b')], wires: [wire] },
    [finding({ severity: 'info', ...place })],
    '',
  );
  expect(shown).toContain('<b class="info">1 info</b></p>');
  expect(shown).toContain('<span>wire/monitor-port</span> <code>x.yaml</code></p>');
  expect(shown).toContain('<title>Deployment a\nx.yaml</title>');
  expect(shown).toContain('<title>Deployment b</title>');
});

test('a wire within one column leaves and comes back on the right', () => {
  const wire = { from: 'a', to: 'b', because: [], isBroken: false };
  const shown = page({ nodes: [node('a'), node('b')], wires: [wire] }, [], '');
  expect(shown).toContain('<path class="hit" d="M224 40C270 40 270 120 224 120"/>');
});
