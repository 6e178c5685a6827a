/** Paths through the registration chart on which sessions take the procedure away from its callees. */
import { CODES } from '../../machines/messages.ts';
import { stateOf } from '../../src/dealer/engine/interpreted.ts';
import { REALM } from '../../src/tools/scenario/systems/system.ts';
import type { PathClients } from './clients.ts';
import type { Family } from './family.ts';
import { type Maze, type Path, pathsOverEdges } from './graph.ts';
import { act, eventOf, mazesWith, nameFor, registrationFamily } from './registration.ts';

export const revocationFamily: Family = {
  ...registrationFamily,
  name: 'revocation',
  methods: ['ticket'],
  searches: [
    {
      bounds: 'every edge: 2 sessions, 2 places ever, 1 call, each may force',
      find: pathsOverClaims,
      mazes: mazesWith({ sessions: 2, places: 2, calls: 1, forcing: true }),
    },
  ],
  walk({ moves }, clients) {
    const events = moves.map(eventOf);
    const sessions = events.flatMap((event) => ('session' in event ? [event.session] : []));
    for (const session of [...new Set(sessions)].sort()) admit(nameFor(session), session === 1, clients);
    if (events.some(({ type }) => type === 'select')) admit('carol', false, clients);
    for (const event of events) act(event, clients);
  },
  // After a revocation, the procedure has another registration.
  isAt: (path, clients) =>
    path.moves.map(eventOf).at(-1)?.type === 'procedure.claimed' && stateOf(path.state.value) === 'deleted'
      ? clients.steps.some(({ event, to }) => event === 'procedure.claimed' && to === 'deleted')
      : registrationFamily.isAt(path, clients),
};

// --- internal ---

/** The paths over every edge, without those of the registration family. */
function pathsOverClaims(maze: Maze): Path[] {
  return pathsOverEdges(maze).filter(({ moves }) =>
    moves.map(eventOf).some(({ type }) => type === 'procedure.claimed'),
  );
}

/** Connects a client that may force. */
function admit(name: string, isNotified: boolean, clients: PathClients): void {
  const features = { call_reroute: true, ...(isNotified && { registration_revocation: true }) };
  const roles = { callee: { features }, caller: {} };
  const permissions = [
    { uri: 'com.', match: 'prefix' as const, call: true, register: true, forceReregister: true },
    // For a REGISTER without a URI, and one of a reserved one.
    { uri: '', match: 'prefix' as const, register: true },
  ];
  clients.connect(name);
  clients.send(name, CODES.HELLO, REALM, { roles, authmethods: ['ticket'], authid: name });
  clients.answerFor(name, { kind: 'admit', principal: { authid: name, authrole: 'worker', permissions } });
}
