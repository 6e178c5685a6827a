/** A process that serves fox-wamp, if it is installed. Prints its URL. */
import { createRequire } from 'node:module';
import { createServer } from 'node:net';

const require = createRequire(new URL('../../bench/peers/package.json', import.meta.url));
const Router = require('fox-wamp');

// fox-wamp does not report its port if it is given port 0, so a free one is found for it.
const probe = createServer().listen(0, '127.0.0.1', () => {
  const { port } = probe.address() as { port: number };
  probe.close(() => {
    new Router().listenWAMP({ host: '127.0.0.1', port }).on('listening', () => {
      console.log(`ws://127.0.0.1:${port}`);
    });
  });
});
