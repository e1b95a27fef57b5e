#!/usr/bin/env node
import { readFileSync } from 'node:fs';
import { linesOf } from './lines';
import { run } from './program';

const STDIN = 0;

process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  // Whoever reads may stop before the end, as `head` does.
  if (error.code === 'EPIPE') process.exit(0);
});

run(process.argv.slice(2), {
  out: (text) => process.stdout.write(text),
  err: (text) => process.stderr.write(text),
  readInput: () => readFileSync(STDIN, 'utf8'),
  inputLines: () => linesOf(STDIN),
  hasColors: process.stdout.isTTY === true && process.stdout.hasColors() && !process.env.NO_COLOR,
  columns: process.stdout.columns,
  progress: process.stderr.isTTY ? (text) => process.stderr.write(`\r\u001b[K${text}`) : undefined,
}).then(
  (code) => {
    process.exitCode = code;
  },
  (error) => {
    process.stderr.write(`a mistake of this program: ${error instanceof Error ? error.stack : error}\n`);
    process.exitCode = 2;
  },
);
