/** A process that serves fox-wamp, if it is installed. Prints its URL. */
import { createRequire } from 'node:module';
import { createServer } from 'node:net';

const require = createRequire(new URL('../../bench/peers/package.json', import.meta.url));
const Router = require('fox-wamp');

// It does not tell which port it got when asked for any, so a free one is found for it.
const probe = createServer().listen(0, '127.0.0.1', () => {
  const { port } = probe.address() as { port: number };
  probe.close(() => {
    new Router().listenWAMP({ host: '127.0.0.1', port }).on('listening', () => {
      console.log(`ws://127.0.0.1:${port}`);
    });
  });
});
