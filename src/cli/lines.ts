import { closeSync, openSync, readSync } from 'node:fs';
import { StringDecoder } from 'node:string_decoder';

const BLOCK = 1 << 16;

/** The lines of a file, or of one that is open, read block by block: of a large one only a line is held. */
export function* linesOf(file: string | number): Generator<string> {
  const descriptor = typeof file === 'number' ? file : openSync(file, 'r');
  const decoder = new StringDecoder('utf8');
  const block = Buffer.allocUnsafe(BLOCK);
  const parts: string[] = [];
  try {
    for (
      let read = readSync(descriptor, block, 0, BLOCK, null);
      read > 0;
      read = readSync(descriptor, block, 0, BLOCK, null)
    ) {
      const pieces = decoder.write(block.subarray(0, read)).split('\n');
      parts.push(pieces[0]);
      for (const piece of pieces.slice(1)) {
        yield parts.join('');
        parts.length = 0;
        parts.push(piece);
      }
    }
  } finally {
    closeSync(descriptor);
  }
  parts.push(decoder.end());
  yield parts.join('');
}
