/** A process that serves fox-wamp: `main.mjs <port>`. */
import { createRequire } from 'node:module';
import process from 'node:process';

const require = createRequire(new URL('../.installed/fox-wamp/package.json', import.meta.url));
const Router = require('fox-wamp');

new Router().listenWAMP({ host: '127.0.0.1', port: Number(process.argv[2]) });
