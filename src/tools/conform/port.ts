/** Ports for routers that are told where to listen. */
import { createServer } from 'node:net';

/**
 * A port that is free, and stays so until a router listens there, or while it restarts: it lies below those that
 * systems give to whoever asks for any (from 32768 on Linux, from 49152 elsewhere).
 */
export async function freePort(): Promise<number> {
  for (let tries = 0; tries < MOST_TRIES; tries++) {
    const port = LOWEST + Math.floor(Math.random() * COUNT);
    if (await isFree(port)) return port;
  }
  throw new Error(
    `Expected a free port between ${LOWEST} and ${LOWEST + COUNT - 1}, but the ${MOST_TRIES} that were tried are taken.`,
  );
}

// --- internal ---

const LOWEST = 20_000;
const COUNT = 10_000;
const MOST_TRIES = 100;

const isFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const server = createServer().once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
