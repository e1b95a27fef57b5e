import fc from 'fast-check';
import { LAYERS } from '../../../src/cli/graph/drawing';
import { BOX_HEIGHT, BOX_WIDTH, layOut } from '../../../src/cli/graph/layout';
import { BROKEN, drawings, node } from './drawings';

test('columns stand in the order of the layers, without empty ones', () => {
  const places = new Map(layOut(BROKEN).nodes.map(({ node: { layer }, x }) => [layer, x]));
  const xs = LAYERS.flatMap((layer) => places.get(layer) ?? []);
  expect(xs).toEqual([...xs].sort((a, b) => a - b));
  expect(new Set(xs.slice(1).map((x, index) => x - xs[index])).size).toBe(1);
});

test('no two boxes overlap, every box lies within the picture, and every wire joins its ends', () => {
  fc.assert(
    fc.property(drawings, (drawing) => {
      const { nodes, wires, width, height } = layOut(drawing);
      expect(nodes).toHaveLength(drawing.nodes.length);
      expect(wires).toHaveLength(drawing.wires.length);
      for (const [index, a] of nodes.entries()) {
        expect(a.x).toBeGreaterThanOrEqual(0);
        expect(a.y).toBeGreaterThanOrEqual(0);
        expect(a.x + BOX_WIDTH).toBeLessThanOrEqual(width);
        expect(a.y + BOX_HEIGHT).toBeLessThanOrEqual(height);
        for (const b of nodes.slice(index + 1))
          expect(Math.abs(a.x - b.x) < BOX_WIDTH && Math.abs(a.y - b.y) < BOX_HEIGHT).toBe(false);
      }
      const byId = new Map(nodes.map((placed) => [placed.node.id, placed]));
      for (const { wire, points } of wires) {
        const [from, to] = [byId.get(wire.from), byId.get(wire.to)];
        expect(points[0]).toEqual({ x: (from?.x ?? 0) + BOX_WIDTH, y: (from?.y ?? 0) + BOX_HEIGHT / 2 });
        const end = from?.x === to?.x ? BOX_WIDTH : 0;
        expect(points.at(-1)).toEqual({ x: (to?.x ?? 0) + end, y: (to?.y ?? 0) + BOX_HEIGHT / 2 });
      }
    }),
  );
});

test('a wire that passes a column runs between its boxes', () => {
  fc.assert(
    fc.property(drawings, (drawing) => {
      const { nodes, wires } = layOut(drawing);
      for (const { points } of wires)
        for (const { x, y } of points.slice(1, -1))
          for (const box of nodes) {
            const isInside = x >= box.x && x <= box.x + BOX_WIDTH && y > box.y && y < box.y + BOX_HEIGHT;
            expect(isInside).toBe(false);
          }
    }),
  );
});

test('wires that need not cross do not', () => {
  const left = ['a', 'b', 'c'].map((id) => node(id));
  const right = ['C', 'A', 'B'].map((id) => node(id, { layer: 'service' }));
  const join = (from: string, to: string) => ({ from, to, because: [], isBroken: false });
  // One part, since all hang on one monitor.
  const monitor = node('m', { layer: 'monitor' });
  const wires = [join('a', 'A'), join('b', 'B'), join('c', 'C'), ...['A', 'B', 'C'].map((id) => join(id, 'm'))];
  const placed = layOut({ nodes: [...left, ...right, monitor], wires }).nodes;
  const yOf = (id: string) => placed.find((each) => each.node.id === id)?.y;
  for (const id of ['a', 'b', 'c']) expect(yOf(id)).toBe(yOf(id.toUpperCase()));
});

test('parts that no wire connects stand below each other, the larger first', () => {
  const { nodes } = layOut({ ...BROKEN, nodes: [node('alone'), ...BROKEN.nodes] });
  const alone = nodes.find((placed) => placed.node.id === 'alone');
  expect(Math.max(...nodes.map(({ y }) => y))).toBe(alone?.y);
});

test('nothing to draw has no place', () => {
  expect(layOut({ nodes: [], wires: [] })).toEqual({ nodes: [], wires: [], width: BOX_WIDTH, height: 0 });
});

test('a wire to what is not drawn runs nowhere', () => {
  const wire = { from: 'a', to: 'b', because: [], isBroken: false };
  expect(layOut({ nodes: [node('a')], wires: [wire] }).wires).toEqual([{ wire, points: [] }]);
});
