/** Logs of this project's own dealer, as a router with `--record` writes them. */
import { isDeepStrictEqual } from 'node:util';
import type { Readings } from '../../../machines/readings.ts';
import type { Obstacle, SessionKey } from '../../../machines/vocabulary.ts';
import { createDealer } from '../../dealer/index.ts';
import type { WireMessage } from '../../dealer/messages.ts';
import type { Output } from '../../dealer/parts.ts';
import { inFull } from '../../dealer/payload.ts';
import { type Entry, outgoing } from '../../wire/entry.ts';
import { play } from '../scenario/play.ts';
import type { Scenario } from '../scenario/scenario.ts';
import { DealerUnderTest, type Drivable } from '../scenario/systems/dealer.ts';

/** The log of a scenario, on the dealer of this project. */
export async function logOf(scenario: Scenario, readings: Readings): Promise<readonly Entry[]> {
  const log: Entry[] = [];
  const failure = await play(
    scenario,
    async (options) =>
      new DealerUnderTest('generated', (given) => recording(createDealer(given), log), options),
    { readings, seed: 1 },
  );
  if (failure !== undefined) throw failure.error;
  return log;
}

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
