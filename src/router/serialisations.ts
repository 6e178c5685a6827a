/** The serialisations that the router speaks, by their WebSocket subprotocol. */
import { SERIALISERS } from '../wamp/serialisers.ts';
import type { Serialisation } from '../wire/serialisation.ts';

export const SERIALISATIONS: ReadonlyMap<string, Serialisation> = new Map(
  [...SERIALISERS.values()].map(({ protocol, name, binary, encode, decode }) => [
    protocol,
    { protocol, name, binary, write: encode, read: (frame) => decode(frame as Buffer) },
  ]),
);
