import { type Drawing, type DrawnNode, LAYERS } from './drawing';

const TITLES = {
  workload: 'engines',
  service: 'Services',
  monitor: 'monitors',
  series: 'series',
  rule: 'recorded',
  adapter: 'adapter',
  scaler: 'scalers',
  target: 'scaled',
} as const;

/** The stack as a flowchart, for Markdown. */
export function mermaid({ nodes, wires }: Drawing): string {
  const ids = new Map(nodes.map(({ id }, index) => [id, `n${index}`]));
  const groups = LAYERS.flatMap((layer) => {
    const inside = nodes.filter((node) => node.layer === layer);
    if (inside.length === 0) return [];
    return [
      `  subgraph ${layer}s["${TITLES[layer]}"]`,
      ...inside.map((node) => `    ${ids.get(node.id)}["${label(node)}"]`),
      '  end',
    ];
  });
  const arrows = wires.map(
    ({ from, to, isBroken }) => `  ${ids.get(from)} ${isBroken ? '-. broken .->' : '-->'} ${ids.get(to)}`,
  );
  const broken = wires.flatMap(({ isBroken }, index) => (isBroken ? [index] : []));
  const bad = nodes.flatMap(({ id, findings }) =>
    findings.some(({ severity }) => severity === 'error') ? [ids.get(id)] : [],
  );
  return [
    'flowchart LR',
    ...groups,
    ...arrows,
    ...(broken.length > 0 ? [`  linkStyle ${broken.join(',')} stroke:#d1242f,stroke-width:2px`] : []),
    ...(bad.length > 0 ? ['  classDef bad stroke:#d1242f,stroke-width:2px', `  class ${bad.join(',')} bad`] : []),
    '',
  ].join('\n');
}

function label({ kind, name, namespace, detail }: DrawnNode): string {
  const lines = [
    kind,
    namespace === undefined ? name : `${namespace}/${name}`,
    ...(detail === undefined ? [] : [detail]),
  ];
  return lines.map(escaped).join('<br/>');
}

/** Within quotes, Mermaid takes everything but quotes and what looks like markup, which have numbers. */
function escaped(text: string): string {
  return text.replace(/[#"<>&`]/g, (char) => `#${char.codePointAt(0)};`);
}
