/** A dealer that keeps a log of its traffic, as a router with `--record` does. */
import { isDeepStrictEqual } from 'node:util';
import type { Obstacle, SessionKey } from '../../../machines/vocabulary.ts';
import type { WireMessage } from '../../dealer/messages.ts';
import type { Output } from '../../dealer/parts.ts';
import { inFull } from '../../dealer/payload.ts';
import { type Entry, outgoing } from '../../wire/entry.ts';
import type { Drivable } from '../scenario/systems/dealer.ts';

/**
 * Makes a dealer keep a log.
 *
 * @param log the log, to which entries are added
 * @returns the same dealer
 */
export function recording(dealer: Drivable, log: Entry[]): Drivable {
  const keep = (outputs: Output[], at: number): Output[] => {
    for (const { session, message, question } of outputs)
      if (question === undefined) log.push(outgoing(at, nameOf(session), message && inFull(message)));
    return outputs;
  };
  const receive = (session: SessionKey, received: WireMessage, at: number): void => {
    log.push({ at, session: nameOf(session), received });
  };
  return {
    connect(now) {
      const session = dealer.connect(now);
      log.push({ at: now, session: nameOf(session), event: 'connected' });
      return session;
    },
    receive(session, wire, now) {
      receive(session, inFull(wire) as WireMessage, now);
      return keep(dealer.receive(session, wire, now), now);
    },
    reject(session, expected, came, now) {
      receive(session, came as never, now);
      return keep(dealer.reject(session, expected, came, now), now);
    },
    disconnect(session, now) {
      log.push({ at: now, session: nameOf(session), event: 'lost' });
      return keep(dealer.disconnect(session, now), now);
    },
    undeliverable(session, message, reason, now, what) {
      miss(log, nameOf(session), message, reason);
      return keep(dealer.undeliverable(session, message, reason, now, what), now);
    },
    challenge: (session, method, extra, now) => keep(dealer.challenge(session, method, extra, now), now),
    admit: (session, principal, now) => keep(dealer.admit(session, principal, now), now),
    deny: (session, now) => keep(dealer.deny(session, now), now),
    fail: (session, now) => keep(dealer.fail(session, now), now),
    tick: (now) => keep(dealer.tick(now), now),
    close: (now) => keep(dealer.close(now), now),
    nextDeadline: () => dealer.nextDeadline(),
  };
}

// --- internal ---

const nameOf = (session: SessionKey): string => `s${session}`;

/** Turns the last entry with this message into one that says that it was undeliverable. */
function miss(log: Entry[], session: string, message: WireMessage, reason: Obstacle): void {
  const full = inFull(message);
  const line = log.findLastIndex(
    (entry) => 'sent' in entry && entry.session === session && isDeepStrictEqual(entry.sent, full),
  );
  const entry = log[line];
  if (entry !== undefined) log[line] = { at: entry.at, session, undelivered: full as WireMessage, reason };
}
