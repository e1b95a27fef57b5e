// Runs beside a control plane and cleans up when the process that started it is gone, however it went: its end closes
// our standard input. (Signal handlers would not do: a test runner has its own, and nothing handles SIGKILL.)
import { existsSync, rmSync } from 'node:fs';
import { end } from './run';

const folder = process.argv[2];
// Ctrl-C goes to the whole terminal; this one has to outlive it.
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => {});

process.stdin.resume();
process.stdin.on('end', async () => {
  // After a regular stop the folder is gone and there is nothing to do.
  if (!existsSync(folder)) return;
  await end(folder);
  rmSync(folder, { recursive: true, force: true });
});
