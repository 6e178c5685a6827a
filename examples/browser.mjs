// Serves the page that has a dealer in it, and the built engine that the page imports.
// Usage: npm run build && node examples/browser.mjs [port]
import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';

const SERVED = /^\/(examples\/browser\.html|dist\/(src|machines)\/([\w-]+\/)*[\w.-]+\.js(\.map)?)$/;
const TYPES = { html: 'text/html; charset=utf-8', js: 'text/javascript', map: 'application/json' };

const read = (path) => readFile(new URL(`..${path}`, import.meta.url)).catch(() => undefined);

const server = createServer(async (request, response) => {
  const [path] = request.url.split('?');
  if (path === '/') return response.writeHead(302, { location: '/examples/browser.html' }).end();
  const found = SERVED.test(path) && (await read(path));
  if (!found) return response.writeHead(404).end('There is no such file. Has npm run build been run?\n');
  response.writeHead(200, { 'content-type': TYPES[path.split('.').at(-1)] }).end(found);
});

server.on('error', ({ message }) => {
  console.error(`Cannot serve: ${message}. Another port can be given as an argument.`);
  process.exit(1);
});
server.listen(Number(process.argv[2] ?? 8000), '127.0.0.1', () => {
  console.log(`Open http://127.0.0.1:${server.address().port}/examples/browser.html`);
});
