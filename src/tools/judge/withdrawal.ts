/** Calls that wait for a callee when it unregisters: the reading `withdrawn`. */
import type { Readings } from '../../../machines/readings.ts';
import { type Call, hasAnnounced, type Moment, type Try } from './facts.ts';
import { listsFor } from './matching.ts';

/** Records that the callee of an INVOCATION has unregistered while its call waited for it. */
export function withdraw(tried: Try, moment: Moment, readings: Readings): void {
  const { call } = tried;
  tried.unregistered = moment;
  if (call === undefined || readings.withdrawn !== 'reroute' || !isReroutable(tried, call, readings)) return;
  const { line, at } = moment;
  tried.withdrawn = { line, at, ...listsFor(tried) };
  const { realm } = call.caller;
  realm.waiting = [...realm.waiting, call];
}

// --- internal ---

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
