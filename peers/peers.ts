/** The routers that the conformance suite is run against, by name. */
import { battlerWamp } from './battler-wamp.ts';
import { crossbar } from './crossbar.ts';
import { foxWamp } from './fox-wamp.ts';
import { jawampa } from './jawampa.ts';
import { nexus } from './nexus.ts';
import type { Peer } from './peer.ts';
import { wampire } from './wampire.ts';
import { wampyre } from './wampyre.ts';
import { xconnGo } from './xconn-go.ts';

export const PEERS: readonly Peer[] = [
  crossbar,
  nexus,
  battlerWamp,
  foxWamp,
  xconnGo,
  wampire,
  jawampa,
  wampyre,
];
