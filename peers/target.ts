/** A router as the target of the conformance suite: started here, and welcoming a client. */

import { Target } from '../src/tools/conform/target.ts';
import type { Serialisation } from '../src/wire/serialisation.ts';
import { SERIALISATIONS } from '../src/wire/serialisations.ts';
import { type Peer, PORT, urlOf } from './peer.ts';

/** The serialisation that all routers have. */
export const JSON_TEXT = SERIALISATIONS.get('wamp.2.json') as Serialisation;

/**
 * @param port of 127.0.0.1; a free one if omitted
 */
export function targetOf({ serve }: Peer, port?: number): Target {
  const at = port ?? PORT;
  return new Target({
    url: urlOf(at),
    start: serve.join(' ').replaceAll(PORT, String(at)),
    startTimeout: 60_000,
    timeout: 5_000,
    realm: 'realm1',
    credentials: { method: 'anonymous' },
    headers: {},
    prefix: 'com.example',
  });
}
