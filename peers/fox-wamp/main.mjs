/** A process that serves fox-wamp: `main.mjs <port>`, with 0 for a free port. Prints its URL. */
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import process from 'node:process';

const require = createRequire(new URL('../.installed/fox-wamp/package.json', import.meta.url));
const Router = require('fox-wamp');

const given = Number(process.argv[2]);
if (given === 0) findPort(serve);
else serve(given);

function serve(port) {
  new Router().listenWAMP({ host: '127.0.0.1', port }).on('listening', () => {
    console.log(`ws://127.0.0.1:${port}/`);
  });
}

/** fox-wamp does not report its port if it is given port 0. */
function findPort(use) {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const { port } = probe.address();
    probe.close(() => use(port));
  });
}
