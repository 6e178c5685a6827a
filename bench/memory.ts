/**
 * Memory of a session, a procedure, a callee on a list and a call in flight: in the heap of a dealer, and
 * in the process of a router, each as the mean of very many.
 */

import { DealerLoad } from './load.ts';
import { medianOf, rounds } from './measure.ts';
import { OURS } from './measured.ts';
import { callsInFlight, type Deed, procedures, resident, sessions } from './resident.ts';

const MANY = 100_000;
/** Enough to stand out from the process itself, and within a router's limits for one client. */
const SEVERAL = 4_000;
const ROUNDS = { warmUp: 0, counted: 5 };

export async function memory(): Promise<void> {
  console.log(`Bytes of heap for one of ${MANY.toLocaleString('en')}:`);
  const load = new DealerLoad();
  inHeap('session', () => {
    for (let index = 0; index < MANY; index++) load.join();
  });
  const callees = Array.from({ length: MANY }, () => load.join());
  inHeap('callee of one shared registration', () => {
    for (const callee of callees) load.register('com.example.shared', 'roundrobin', callee);
  });
  inHeap('procedure', () => {
    for (const [index, callee] of callees.entries())
      load.register(`com.example.own${index}`, 'single', callee);
  });
  load.callees(1, 'single');
  inHeap('call in flight', () => {
    for (let index = 0; index < MANY; index++) load.call();
  });
  console.log(`\nBytes of resident memory of a router's process for one of ${SEVERAL.toLocaleString('en')}:`);
  await inProcess('session, with its connection', sessions(SEVERAL));
  await inProcess('procedure', procedures(SEVERAL));
  await inProcess('call in flight', callsInFlight(SEVERAL));
}

// --- internal ---

function inHeap(what: string, make: () => void): void {
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

/** Memory in the process of a router, with garbage: it counts in production as well. */
async function inProcess(what: string, deed: Deed): Promise<void> {
  const [each = []] = await rounds([deed], async () => (await resident(OURS, deed)).more / SEVERAL, ROUNDS);
  const { median, low, high } = medianOf(each);
  console.log(`${what}: ${Math.round(median)} (${Math.round(low)} – ${Math.round(high)})`);
}
