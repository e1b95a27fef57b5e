// Runs beside a control plane and cleans up when the process that started it is gone, however it went: its end closes
// our standard input. (Signal handlers would not do: a test runner has its own, and nothing handles SIGKILL.)
import { rmSync } from 'node:fs';
import { end } from './run';

const folder = process.argv[2];
// Ctrl-C goes to the whole terminal; this one has to outlive it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

// A word before the end says that everything is done: then the folder, where it is still there, is to stay.
let isDone = false;
process.stdin.on('data', () => {
  isDone = true;
});
process.stdin.on('end', async () => {
  if (isDone) return;
  await end(folder);
  rmSync(folder, { recursive: true, force: true });
});
