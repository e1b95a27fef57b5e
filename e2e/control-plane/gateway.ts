// Runs inside the namespace of the control plane: a socket file is seen from every network namespace, so this is how
// the tests reach the ports in there. It speaks HTTP's CONNECT and then passes bytes in both directions.
import { createServer } from 'node:http';
import { connect, type Socket } from 'node:net';

const server = createServer((_request, response) => response.end('this is a gateway: CONNECT to an address\n'));

server.on('connect', (request, inward: Socket, head: Buffer) => {
  const [host, port] = (request.url ?? '').split(':');
  const outward = connect(Number(port), host, () => {
    inward.write('HTTP/1.1 200 OK\r\n\r\n');
    outward.write(head);
    outward.pipe(inward).pipe(outward);
  });
  outward.on('error', () => inward.destroy());
  inward.on('error', () => outward.destroy());
});

server.listen(process.argv[2]);
