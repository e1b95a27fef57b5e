import { closeSync, openSync, readSync } from 'node:fs';
import { Gunzip } from 'fflate';

const CHUNK = 1 << 18;

/** The lines of a file, plain or compressed with gzip, of which only a piece is in memory. */
export class Lines {
  /** The number of the line that was given last; the first is 1. */
  number = 0;
  private readonly descriptor: number;
  private readonly chunk = Buffer.alloc(CHUNK);
  /** Passes over the mark of UTF-8 that a text may begin with. */
  private readonly decoder = new TextDecoder();
  private gunzip: Gunzip | undefined;
  private unpacked: string[] = [];
  private text = '';
  private place = 0;
  private isAtEnd = false;

  /** Fails as `openSync` does. */
  constructor(file: string) {
    this.descriptor = openSync(file, 'r');
    const length = this.read();
    const isPacked = length > 1 && this.chunk[0] === 0x1f && this.chunk[1] === 0x8b;
    if (isPacked) {
      this.gunzip = new Gunzip((data) => this.unpacked.push(this.decoder.decode(data, { stream: true })));
    }
    this.add(length);
  }

  /** The next line without its end; nothing after the last. Fails when the file is damaged. */
  next(): string | undefined {
    for (;;) {
      const end = this.text.indexOf('\n', this.place);
      if (end >= 0) {
        const line = this.text.slice(this.place, end);
        this.place = end + 1;
        this.number++;
        return line.endsWith('\r') ? line.slice(0, -1) : line;
      }
      if (this.isAtEnd) {
        if (this.place >= this.text.length) return undefined;
        const rest = this.text.slice(this.place);
        this.place = this.text.length;
        this.number++;
        return rest;
      }
      this.add(this.read());
    }
  }

  /** Closes the file, if it has not been closed at its end; it does no harm a second time. */
  close(): void {
    if (!this.isAtEnd) closeSync(this.descriptor);
    this.isAtEnd = true;
  }

  private read(): number {
    return readSync(this.descriptor, this.chunk, 0, CHUNK, null);
  }

  private add(length: number): void {
    const bytes = this.chunk.subarray(0, length);
    if (this.gunzip === undefined) this.unpacked = [this.decoder.decode(bytes, { stream: length > 0 })];
    else this.gunzip.push(bytes, length === 0);
    this.text = this.text.slice(this.place) + this.unpacked.join('');
    this.unpacked = [];
    this.place = 0;
    if (length === 0) this.close();
  }
}
