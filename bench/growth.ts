/** Cost of one call in a large dealer, compared with a small one. */
import type { Policy } from '../src/dealer/index.ts';
import { DealerLoad, FloorLoad } from './load.ts';
import { type Contestant, print, type Row, race, time } from './measure.ts';

const CALLS = 1_000;
const SHARED: readonly Policy[] = ['roundrobin', 'random', 'first', 'last'];

export async function growth(): Promise<void> {
  console.log('One call in a large dealer, against one in a small dealer:');
  print([
    ...SHARED.map((policy) =>
      compare(`10,000 callees against 10, ${policy}`, callees(10_000, policy), callees(10, policy), 1.3),
    ),
    ...SHARED.map((policy) =>
      compare(`100,000 callees against 10, ${policy}`, callees(100_000, policy), callees(10, policy)),
    ),
    ...manyProcedures(),
    compare('100,000 sessions against 10', sessions(100_000), sessions(10)),
    compare('100,000 calls in flight against 10', inFlight(100_000), inFlight(10)),
    compare('100,000 calls in flight against 10, all with a timeout', timed(100_000), timed(10)),
  ]);
  console.log('\nOne hop of a call that all have refused so far, with 1,000 refusing callees against 10:');
  print(SHARED.map((policy) => compare(policy, hops(1_000, policy, 1), hops(10, policy, 100), 2)));
  console.log('\nThe same, while a callee joins and another one leaves before each hop:');
  const changing = { isChanging: true } as const;
  print(
    SHARED.map((policy) =>
      compare(policy, hops(1_000, policy, 1, changing), hops(10, policy, 100, changing), 2),
    ),
  );
}

// --- internal ---

/** Where memory is slow, it is so for everybody: the dealer is to grow no more than the floor. */
function manyProcedures(): readonly Row[] {
  const floor = compare('the same of the hand-written floor', floorProcedures(100_000), floorProcedures(10));
  const growth = Number(floor.ratio.median.toPrecision(3));
  return [compare('100,000 procedures against 10', procedures(100_000), procedures(10), growth), floor];
}

function compare(what: string, large: Contestant, small: Contestant, atMost?: number): Row {
  const { a, b, ratio } = race(large, small, 200);
  return { what, ratio, of: `${time(a)} / ${time(b)}`, ...(atMost !== undefined && { reach: { atMost } }) };
}

const calls = (load: DealerLoad): Contestant => ({ run: (count) => load.calls(count), count: CALLS });

const callees = (count: number, policy: Policy): Contestant => calls(new DealerLoad().callees(count, policy));

function sessions(count: number): Contestant {
  const load = new DealerLoad().callees(1, 'single');
  for (let index = 0; index < count; index++) load.join();
  return calls(load);
}

/** A dealer with this number of procedures, all of one callee. */
function procedures(count: number): Contestant {
  const load = new DealerLoad();
  const callee = load.join();
  const uris = urisOf(count);
  for (const uri of uris) load.register(uri, 'single', callee);
  return inNoOrder(uris, (uri) => load.calls(1, uri));
}

const urisOf = (count: number): string[] =>
  Array.from({ length: count }, (_, index) => `com.example.procedure${index}`);

/** Calls procedures in an order in which neighbours are far apart. */
function inNoOrder(uris: readonly string[], call: (uri: string) => void): Contestant {
  let next = 0;
  const run = (calls: number): void => {
    for (let done = 0; done < calls; done++) {
      next = (next + 7_919) % uris.length;
      call(uris[next] as string);
    }
  };
  return { run, count: CALLS };
}

function floorProcedures(count: number): Contestant {
  const floor = new FloorLoad();
  const uris = urisOf(count);
  for (const uri of uris) floor.register(uri);
  return inNoOrder(uris, (uri) => floor.call(uri));
}

function inFlight(count: number): Contestant {
  const load = new DealerLoad().callees(10, 'roundrobin');
  for (let index = 0; index < count; index++) load.call();
  return calls(load);
}

/**
 * Hops and nothing else: this number of calls, each of which all callees but the last refuse in turn.
 *
 * @param isChanging true if another member joins the list, and one leaves it, before each hop
 */
function hops(
  callees: number,
  policy: Policy,
  calls: number,
  { isChanging }: { readonly isChanging?: boolean } = {},
): Contestant {
  const load = new DealerLoad().callees(callees, policy);
  const change = isChanging ? changes(load, policy) : () => {};
  let asked: ReturnType<DealerLoad['call']>[] = [];
  const begin = (): void => {
    for (const one of asked) load.answer(one);
    asked = Array.from({ length: calls }, () => load.call());
  };
  const run = (): void => {
    asked = asked.map((first) => {
      let last = first;
      for (let hop = 1; hop < callees; hop++) {
        change();
        last = load.refuse(last);
      }
      return last;
    });
  };
  return { begin, run, count: calls * (callees - 1) };
}

/** Two sessions that take turns as a member of the list. */
function changes(load: DealerLoad, policy: Policy): () => void {
  let [member, other] = [load.join(), load.join()];
  let registration = load.registerAgain(member, policy);
  return () => {
    const next = load.registerAgain(other, policy);
    load.unregister(member, registration);
    [member, other, registration] = [other, member, next];
  };
}

/** Calls with a timeout, on a clock with fractions of milliseconds as a router has. */
function timed(count: number): Contestant {
  const load = new DealerLoad({ timeout: 60_000 }).callees(10, 'roundrobin');
  for (let index = 0; index < count; index++) {
    load.now += 0.0137;
    load.call();
  }
  return calls(load);
}
