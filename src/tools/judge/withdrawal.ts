/** Calls that wait for a callee when it unregisters, or is revoked: the reading `withdrawn`. */
import type { Readings } from '../../../machines/readings.ts';
import { type Call, hasAnnounced, type Member, type Moment, type Try } from './facts.ts';
import { listsFor, pendingOf } from './matching.ts';

/** A place, by its session and its id. */
export type Place = Pick<Member, 'session' | 'id'>;

/** The places on a list, those of one session with one id once. */
export const placesOf = (members: readonly Member[]): readonly Place[] =>
  members.filter(
    (one, index) =>
      members.findIndex(({ session, id }) => session === one.session && id === one.id) === index,
  );

/** Records for each call that waits for a callee that it has lost the place, and takes it away if `withdrawn` says so. */
export function takeCalls({ session, id }: Place, moment: Moment, readings: Readings): void {
  for (const tried of pendingOf(session)) if (tried.message.target === id) withdraw(tried, moment, readings);
}

// --- internal ---

/** Records that the callee of an INVOCATION has unregistered while its call waited for it. */
function withdraw(tried: Try, moment: Moment, readings: Readings): void {
  const { call } = tried;
  tried.unregistered = moment;
  if (call === undefined || readings.withdrawn !== 'reroute' || !isReroutable(tried, call, readings)) return;
  const { line, at } = moment;
  tried.withdrawn = { line, at, ...listsFor(tried) };
  const { realm } = call.caller;
  realm.waiting = [...realm.waiting, call];
}

/** True if a refusal would re-route the call. */
function isReroutable(tried: Try, { cancels, answers }: Call, { gate, afterProgress }: Readings): boolean {
  const { callee } = tried;
  const isStopping = cancels.some(
    ({ isLive, mode, asked }) =>
      isLive && mode === 'kill' && asked === tried && hasAnnounced(callee, 'call_canceling'),
  );
  const isLetThrough = gate === 'any' || hasAnnounced(callee, 'call_reroute');
  return !isStopping && isLetThrough && (afterProgress === 'reroute' || answers.length === 0);
}
