import type { Steps } from '../result';
import { greatest, toColumns } from './downsample';

const BLOCKS = ['▁', '▂', '▃', '▄', '▅', '▆', '▇', '█'];

/** One column of a sparkline. */
export interface Bar {
  /** A space for zero, a dot where nothing was measured. */
  readonly block: string;
  /** The greatest value in it; NaN where nothing was measured. */
  readonly value: number;
}

/** A series as one line of blocks, from zero to `top`; short series are stretched, so that all share one time axis. */
export function sparkline(values: Steps, width: number, top = greatest(values)): Bar[] {
  const { high } = toColumns(values, width);
  return Array.from({ length: width }, (_, column) => {
    const value = high[Math.floor((column * high.length) / width)] ?? Number.NaN;
    if (Number.isNaN(value)) return { block: '·', value };
    const level = top > 0 ? Math.ceil((value / top) * BLOCKS.length) : 0;
    return { block: level === 0 ? ' ' : BLOCKS[Math.min(BLOCKS.length, level) - 1], value };
  });
}
