// The store of bench/request.ts, in a process of its own: answers every GET with one product list over
// kept-alive connections. Prints its address, and ends with its parent.
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { productList } from './products.js';

const body = Buffer.from(productList());
const server = createServer({ keepAliveTimeout: 60_000 }, (request, response) => {
  request.resume();
  response.writeHead(200, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': body.length,
  });
  response.end(body);
});

server.listen(0, '127.0.0.1', () => {
  process.send?.((server.address() as AddressInfo).port);
});
process.on('disconnect', () => process.exit());
