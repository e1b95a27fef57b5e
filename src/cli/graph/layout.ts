import { type Drawing, type DrawnNode, type DrawnWire, LAYERS } from './drawing';

/** Width of a box. */
export const BOX_WIDTH = 224;
/** Height of a box. */
export const BOX_HEIGHT = 62;
const COLUMN = BOX_WIDTH + 62;
const ROW = BOX_HEIGHT + 18;
/** A wire that passes a column takes less room than a box. */
const LANE = 22;
const BAND_GAP = 30;
const SWEEPS = 6;

/** A point of the picture, in pixels from the upper left. */
export interface Point {
  /** Distance from the left edge. */
  readonly x: number;
  /** Distance from the upper edge, downwards. */
  readonly y: number;
}

/** A box with its upper left corner. */
export interface PlacedNode extends Point {
  /** What stands in the box. */
  readonly node: DrawnNode;
}

/** A wire with the points through which it runs. */
export interface PlacedWire {
  /** What the line stands for. */
  readonly wire: DrawnWire;
  /** From the edge of one box to that of the other, by both sides of each column that it passes. */
  readonly points: readonly Point[];
}

/** A drawing with places. */
export interface Layout {
  /** All boxes, band by band from the top. */
  readonly nodes: readonly PlacedNode[];
  /** All wires, in the order of the same bands. */
  readonly wires: readonly PlacedWire[];
  /** Pixels from the first column to the end of the last, without a margin. */
  readonly width: number;
  /** Pixels from the first band to the end of the last, without a margin and the heads of the columns. */
  readonly height: number;
}

/** Something that takes room in a column: a box, or a wire that passes it. */
interface Cell {
  readonly id: string;
  readonly column: number;
  readonly height: number;
  readonly node?: DrawnNode;
  y: number;
  /** Its place in its column, from 0. */
  place: number;
  /** The place where it would stand best. */
  wanted: number;
}

/** Places a drawing in columns. What is connected forms a band of its own; columns that nothing stands in are left out. */
export function layOut(drawing: Drawing): Layout {
  const used = LAYERS.filter((layer) => drawing.nodes.some((node) => node.layer === layer));
  const columnOf = (node: DrawnNode) => used.indexOf(node.layer);
  const nodes: PlacedNode[] = [];
  const wires: PlacedWire[] = [];
  let top = 0;
  for (const part of partsOf(drawing)) {
    const band = new Band(part, columnOf);
    nodes.push(...band.nodes(top));
    wires.push(...band.wires(top));
    top += band.height + BAND_GAP;
  }
  return {
    nodes,
    wires,
    width: Math.max(1, used.length) * COLUMN - (COLUMN - BOX_WIDTH),
    height: Math.max(0, top - BAND_GAP),
  };
}

/** The parts of a drawing that no wire connects, the largest first. */
function partsOf({ nodes, wires }: Drawing): Drawing[] {
  const leader = new Map(nodes.map(({ id }) => [id, id]));
  const find = (id: string): string => {
    let at = id;
    for (let next = leader.get(at); next !== undefined && next !== at; next = leader.get(at)) at = next;
    return at;
  };
  for (const { from, to } of wires) leader.set(find(from), find(to));
  const parts = new Map<string, { nodes: DrawnNode[]; wires: DrawnWire[] }>();
  for (const node of nodes) {
    const part = parts.get(find(node.id)) ?? { nodes: [], wires: [] };
    parts.set(find(node.id), part);
    part.nodes.push(node);
  }
  for (const wire of wires) parts.get(find(wire.from))?.wires.push(wire);
  return [...parts.values()].sort((a, b) => b.nodes.length - a.nodes.length);
}

/** One connected part: its cells, ordered within the columns so that few wires cross. */
class Band {
  readonly height: number;
  private readonly cells = new Map<string, Cell>();
  private readonly columns: Cell[][] = [];
  /** For each wire the cells that it runs through. */
  private readonly routes = new Map<DrawnWire, Cell[]>();

  constructor({ nodes, wires }: Drawing, columnOf: (node: DrawnNode) => number) {
    for (const node of nodes) this.add({ id: node.id, column: columnOf(node), height: ROW, node });
    for (const wire of wires) this.routes.set(wire, this.route(wire));
    for (let sweep = 0; sweep < SWEEPS; sweep += 1) this.sort(sweep % 2 === 0);
    this.height = Math.max(...this.columns.map((column) => column.reduce((sum, { height }) => sum + height, 0)));
    for (const column of this.columns) this.spread(column);
  }

  nodes(top: number): PlacedNode[] {
    return [...this.cells.values()].flatMap(({ node, column, y }) =>
      node ? [{ node, x: column * COLUMN, y: top + y + (ROW - BOX_HEIGHT) / 2 }] : [],
    );
  }

  wires(top: number): PlacedWire[] {
    return [...this.routes].map(([wire, route]) => ({
      wire,
      points: route.flatMap((cell, index) => {
        const x = cell.column * COLUMN;
        const y = top + cell.y + cell.height / 2;
        const isLast = index === route.length - 1;
        if (index === 0) return [{ x: x + BOX_WIDTH, y }];
        // Within one column a wire leaves and enters on the right.
        if (isLast) return [{ x: route[0].column === cell.column ? x + BOX_WIDTH : x, y }];
        return [
          { x, y },
          { x: x + BOX_WIDTH, y },
        ];
      }),
    }));
  }

  private add(what: Omit<Cell, 'y' | 'place' | 'wanted'>): Cell {
    while (this.columns.length <= what.column) this.columns.push([]);
    const cell: Cell = { ...what, y: 0, place: this.columns[what.column].length, wanted: 0 };
    this.cells.set(cell.id, cell);
    this.columns[cell.column].push(cell);
    return cell;
  }

  private route(wire: DrawnWire): Cell[] {
    const [from, to] = [this.cells.get(wire.from), this.cells.get(wire.to)];
    if (!from || !to) return [];
    const passed: Cell[] = [];
    for (let column = from.column + 1; column < to.column; column += 1)
      passed.push(this.add({ id: `${wire.from} ${wire.to} ${column}`, column, height: LANE }));
    return [from, ...passed, to];
  }

  /** Puts each cell of a column beside the middle of those that it is wired to in the column before, or behind. */
  private sort(isForward: boolean): void {
    const near = this.neighbours(isForward);
    for (const column of isForward ? this.columns : [...this.columns].reverse()) {
      // What is wired to nothing there stays where it is.
      for (const cell of column) cell.wanted = middle(near.get(cell) ?? [cell]);
      column.sort((a, b) => a.wanted - b.wanted);
      for (const [index, cell] of column.entries()) cell.place = index;
    }
  }

  private neighbours(isForward: boolean): Map<Cell, Cell[]> {
    const near = new Map<Cell, Cell[]>();
    for (const route of this.routes.values())
      for (let index = 1; index < route.length; index += 1) {
        const [cell, other] = isForward ? [route[index], route[index - 1]] : [route[index - 1], route[index]];
        near.set(cell, [...(near.get(cell) ?? []), other]);
      }
    return near;
  }

  /** Columns that are lower than the highest stand in its middle. */
  private spread(column: readonly Cell[]): void {
    let y = (this.height - column.reduce((sum, { height }) => sum + height, 0)) / 2;
    for (const cell of column) {
      cell.y = y;
      y += cell.height;
    }
  }
}

function middle(cells: readonly Cell[]): number {
  return cells.reduce((sum, { place }) => sum + place, 0) / cells.length;
}
