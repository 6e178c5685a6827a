/** What a session, a callee on a list and a call in flight take in the heap, counted over very many of them. */
import { Stage } from './stage.ts';

const MANY = 100_000;

export async function memory(): Promise<void> {
  console.log(`Bytes of heap for one of ${MANY.toLocaleString('en')}:`);
  const stage = new Stage();
  report('session', () => {
    for (let index = 0; index < MANY; index++) stage.join();
  });
  const callees = Array.from({ length: MANY }, () => stage.join());
  report('callee of one shared registration', () => {
    for (const callee of callees) stage.register('com.example.shared', 'roundrobin', callee);
  });
  stage.callees(1, 'single');
  report('call in flight', () => {
    for (let index = 0; index < MANY; index++) stage.call();
  });
}

// --- internal ---

function report(what: string, make: () => void): void {
  const before = heap();
  make();
  console.log(`${what}: ${Math.round((heap() - before) / MANY)}`);
}

function heap(): number {
  const collect = globalThis.gc;
  if (collect === undefined) throw new Error('Run node with --expose-gc, as "npm run bench" does.');
  collect();
  collect();
  return process.memoryUsage().heapUsed;
}
