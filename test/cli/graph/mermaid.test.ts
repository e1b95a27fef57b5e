import { mermaid } from '../../../src/cli/graph/mermaid';
import { BROKEN, node } from './drawings';

test('a stack is a flowchart in the order of its layers, with what is broken in red', () => {
  expect(mermaid(BROKEN)).toBe(`flowchart LR
  subgraph workloads["engines"]
    n0["Deployment<br/>llm/qwen<br/>vLLM 0.11.0"]
  end
  subgraph services["Services"]
    n1["Service<br/>llm/qwen"]
  end
  subgraph monitors["monitors"]
    n2["ServiceMonitor<br/>llm/qwen"]
  end
  subgraph scalers["scalers"]
    n3["HorizontalPodAutoscaler<br/>llm/qwen"]
  end
  subgraph targets["scaled"]
    n4["Deployment<br/>llm/qwen"]
  end
  n0 --> n1
  n1 -. broken .-> n2
  n3 --> n4
  linkStyle 1 stroke:#d1242f,stroke-width:2px
  classDef bad stroke:#d1242f,stroke-width:2px
  class n2 bad
`);
});

test('what would end a label is escaped', () => {
  expect(mermaid({ nodes: [node('a"b<c>#&`')], wires: [] })).toContain(
    '["Deployment<br/>a#34;b#60;c#62;#35;#38;#96;"]',
  );
});

test('without anything broken nothing is coloured', () => {
  expect(mermaid({ nodes: [node('a')], wires: [] })).toBe(
    'flowchart LR\n  subgraph workloads["engines"]\n    n0["Deployment<br/>a"]\n  end\n',
  );
});
