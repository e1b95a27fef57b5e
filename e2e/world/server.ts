// Plays the containers of all pods: one process, which answers at every pod's address with what the file says that
// this pod shows. Run in the network namespace of the pods: `server.ts FILE PORT …`.
import { readFileSync, statSync } from 'node:fs';
import { createServer } from 'node:http';
import { pageKey } from './pages';

const [file, ...ports] = process.argv.slice(2);
let pages: Readonly<Record<string, string>> = {};
let readAt = 0;

/** The pages, read again when the file has changed. */
function current(): typeof pages {
  const { mtimeMs } = statSync(file);
  if (mtimeMs !== readAt) {
    pages = JSON.parse(readFileSync(file, 'utf8'));
    readAt = mtimeMs;
  }
  return pages;
}

for (const port of ports.map(Number))
  createServer((request, response) => {
    const page = current()[pageKey(request.socket.localAddress ?? '', port, request.url ?? '/')];
    // Prometheus refuses a page that does not say its format.
    response.writeHead(page === undefined ? 404 : 200, { 'content-type': 'text/plain; version=0.0.4' });
    response.end(page ?? '');
  }).listen(port, '0.0.0.0');
