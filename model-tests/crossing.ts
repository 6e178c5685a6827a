/** The log of a proxy, made from the log of a router: the same messages, some of which cross. */
import { CODES } from '../machines/messages.ts';
import type { Clock } from '../src/router/clock.ts';
import { Tap } from '../src/tools/proxy/tap.ts';
import type { Entry } from '../src/wire/entry.ts';

/**
 * Delays each message between router and proxy by a random time. Messages of one connection in one direction keep their
 * order, and a client answers only what it has seen.
 *
 * @param log a log of the router
 * @param random numbers from 0 to 1
 * @param longest longest delay in milliseconds
 * @param pause time between two lines of the router's log, in milliseconds
 */
export function crossed(log: readonly Entry[], random: () => number, longest: number, pause = STEP): Entry[] {
  const events = log.map((entry, index) => ({ entry, at: entry.at + index * pause, seen: 0 }));
  const sides = new Map<string, Event[]>();
  for (const event of events) {
    const key = `${isOfRouter(event.entry)} ${event.entry.session}`;
    sides.set(key, [...(sides.get(key) ?? []), event]);
  }
  // Clients answer after they have seen what they answer.
  for (const [key, sent] of sides) {
    if (!key.startsWith('true ')) continue;
    const received = sides.get(key.replace('true ', 'false ')) ?? [];
    let latest = Number.POSITIVE_INFINITY;
    for (const event of sent.toReversed()) {
      const answered = received.find((one) => one.at > event.at && isAnswerTo(one.entry, event.entry));
      latest = Math.min(latest, answered?.at ?? latest);
      event.seen = latest;
    }
    let before = 0;
    for (const event of sent) {
      event.seen = before = Math.max(before, Math.min(event.seen, event.at + random() * longest));
    }
  }
  for (const [key, received] of sides) {
    if (!key.startsWith('false ')) continue;
    const sent = sides.get(key.replace('false ', 'true ')) ?? [];
    let before = 0;
    for (const event of received) {
      const asked = sent.findLast((one) => one.at < event.at && isAnswerTo(event.entry, one.entry));
      event.seen = before = Math.max(before, asked?.seen ?? 0, event.at - random() * longest);
    }
  }
  return taped(events.sort((one, other) => one.seen - other.seen));
}

// --- internal ---

interface Event {
  readonly entry: Entry;
  /** Time at the router. */
  readonly at: number;
  /** Time at the proxy. */
  seen: number;
}

/** Time between two lines of the router's log, in milliseconds. */
const STEP = 0.01;

const isOfRouter = (entry: Entry): boolean =>
  'sent' in entry || ('event' in entry && entry.event === 'closed');

/** True if a client cannot have sent a message before it saw another one. */
function isAnswerTo(entry: Entry, asked: Entry): boolean {
  if ('event' in asked || !('sent' in asked)) return false;
  const [code, id, target] = asked.sent;
  if (code === CODES.WELCOME || code === CODES.CHALLENGE) return true;
  if (!('received' in entry) || !Array.isArray(entry.received)) return false;
  const [answer, first, second] = entry.received;
  if (code === CODES.INVOCATION)
    return (answer === CODES.YIELD && first === id) || (answer === CODES.ERROR && second === id);
  return code === CODES.REGISTERED && answer === CODES.UNREGISTER && second === target;
}

/** Records the events as the proxy does. */
function taped(events: readonly Event[]): Entry[] {
  const log: Entry[] = [];
  let now = 0;
  const timers = new Set<{ at: number; what: () => void }>();
  const clock: Clock = {
    now: () => now,
    wake(at, what) {
      const timer = { at, what };
      timers.add(timer);
      return () => timers.delete(timer);
    },
  };
  const taps = new Map<string, Tap>();
  for (const { entry, seen } of events) {
    for (const timer of [...timers].filter(({ at }) => at <= seen)) {
      timers.delete(timer);
      now = timer.at;
      timer.what();
    }
    now = seen;
    const { session } = entry;
    const tap =
      taps.get(session) ?? new Tap({ session, record: (one) => log.push(one), clock, patience: 1_000 });
    taps.set(session, tap);
    if ('received' in entry) tap.received(entry.received);
    else if ('sent' in entry) tap.sent(entry.sent);
    else if ('event' in entry && entry.event !== 'connected') tap.ended(entry.event);
  }
  return log;
}
