/** Faulty routers: calls, their answers, and their ends. */
import { CODES } from '../../machines/messages.ts';
import { generatedCharts as generated } from '../../src/dealer/engine/collected.ts';
import { edited, type Fault, mutant, stepping } from './fault.ts';
import type { Client, Wire } from './served.ts';

export const CALLS: readonly Fault[] = [
  {
    says: 'answers a call of an unknown procedure with a URI of its own',
    rules: ['BP-13'],
    cases: ['bp-13-no-such-procedure', 'bp-13-what-an-error-says'],
    spoil: () => ({
      send: (message) => [
        message[0] === CODES.ERROR && message[4] === 'wamp.error.no_such_procedure'
          ? message.with(4, 'com.router.unknown')
          : message,
      ],
    }),
  },
  {
    says: 'answers a call twice where the callee answers with an error',
    rules: ['BP-14'],
    cases: ['bp-14-many-calls-at-once', 'cc-03-kill-waits-for-the-callee'],
    create: mutant('call: invoked, ERROR [else]: sendCanceled besides'),
  },
  {
    says: 'sends every RESULT twice',
    rules: ['BP-14'],
    cases: ['bp-14-calls-wait-under-any-ids', 'bp-14-id-used-again-beside-another-call'],
    spoil: () => ({ send: (message) => (message[0] === CODES.RESULT ? [message, message] : [message]) }),
  },
  {
    says: 'loses ArgumentsKw of results',
    rules: ['BP-14'],
    cases: ['bp-14-one-answer', 'bp-14-payload-as-it-is'],
    spoil: () => ({ send: (message) => [message[0] === CODES.RESULT ? message.slice(0, 4) : message] }),
  },
  {
    says: 'loses ArgumentsKw of calls',
    rules: ['CR-10'],
    cases: ['cr-10-same-arguments-other-request', 'bp-14-payload-as-it-is'],
    spoil: () => ({ send: (message) => [message[0] === CODES.INVOCATION ? message.slice(0, 5) : message] }),
  },
  {
    says: 'loses the payload of errors',
    rules: ['CR-9'],
    cases: ['cr-09-other-errors-are-answers', 'reading-after-kill-other-errors'],
    spoil: () => ({ send: (message) => [message[0] === CODES.ERROR ? message.slice(0, 5) : message] }),
  },
  {
    says: 'says INVOCATION in the errors of calls',
    rules: ['CR-9', 'BP-14', 'BP-13'],
    cases: ['bp-13-no-such-procedure', 'cr-09-other-errors-are-answers'],
    spoil: () => ({
      send: (message) => [
        message[0] === CODES.ERROR && message[1] === CODES.CALL ? message.with(1, CODES.INVOCATION) : message,
      ],
    }),
  },
  {
    says: 'answers the oldest call of a callee, whichever the callee answers',
    rules: ['BP-17', 'BP-14'],
    cases: ['bp-14-calls-wait-under-any-ids', 'bp-14-id-used-again-beside-another-call'],
    create: edited(
      'src/dealer/system.ts',
      '{ invocations }: Session, { request }: Request) =>\n    invocations.get(request),',
      '{ invocations }: Session, { request }: Request) =>\n    invocations.get(request) && [...invocations][0],',
    ),
  },
  {
    says: 'swaps the payloads of two calls',
    rules: ['CR-10'],
    cases: ['cr-10-same-arguments-other-request', 'bp-14-calls-wait-under-any-ids'],
    spoil: () => {
      let last: Wire = [];
      return {
        send(message) {
          if (message[0] !== CODES.INVOCATION || message.length < 5) return [message];
          const payload = message.slice(4);
          const swapped = last.length > 0 ? [...message.slice(0, 4), ...last] : message;
          last = payload;
          return [swapped];
        },
      };
    },
  },
  {
    says: 'ignores answers to nothing',
    rules: ['BP-18'],
    cases: ['bp-18-answer-before-the-first', 'bp-18-answer-to-nothing'],
    create: edited('machines/steps/session.ts', 'distance(message.request, last) >= sent;', 'false;'),
  },
  {
    says: 'matches an answer by its request id only',
    rules: ['BP-17', 'BP-14'],
    cases: ['bp-17-answers-belong-to-a-session'],
    create: mutant('by hand: an answer matched by its request id only'),
  },
  {
    says: 'uses the ids of INVOCATIONs again',
    rules: ['BP-26', 'BP-14'],
    cases: ['bp-26-invocations-are-counted', 'bp-14-calls-wait-under-any-ids'],
    create: mutant('by hand: INVOCATIONs that are not numbered'),
  },
  {
    says: 'ignores errors about something else than an INVOCATION',
    rules: ['BP-19'],
    cases: ['bp-19-error-about-a-call'],
    create: mutant('session: established, ERROR [isMisplaced]: edge dropped'),
  },
  {
    says: 'takes a second CALL with the id of a call in flight',
    rules: ['BP-20'],
    cases: ['bp-20-any-of-many-ids-is-taken', 'bp-20-request-ids-are-used-once'],
    create: mutant('session: established, CALL [isRequestInFlight]: edge dropped'),
  },
  {
    says: 'forwards a late answer',
    rules: ['CC-1', 'CC-2', 'BP-14', 'BP-17'],
    cases: ['cc-01-skip-leaves-the-callee-alone'],
    create: mutant('call: invoked, CANCEL [isSkip]: stays'),
  },
  {
    says: 'says nothing to the caller of a callee that has left',
    rules: ['BP-15', 'BP-14'],
    cases: ['bp-15-callee-leaves', 'reading-gone-uri'],
    create: mutant('call: invoked, callee.left: without sendCalleeLeft'),
  },
  {
    says: 'gives the call of a callee that has left to another one',
    rules: ['BP-15'],
    cases: ['bp-15-callee-leaves'],
    create: stepping({
      call(instance, event, effects) {
        if (event.type !== 'callee.left' || !instance.state.startsWith('invoked'))
          return generated.call.step(instance, event, effects);
        const refusal = { type: 'ERROR', error: 'wamp.error.unavailable' } as never;
        return generated.call.step(instance, refusal, effects);
      },
    }),
  },
  {
    says: 'leaves a killed call unanswered whose callee leaves',
    rules: ['BP-15', 'BP-14', 'CC-3'],
    cases: ['mix-kill-and-callee-leaves'],
    create: stepping({
      call(instance, event, effects) {
        const isKilled = instance.state === 'invoked.interrupted' && event.type === 'callee.left';
        const sink = {
          push: (effect: { readonly type: string }) => isSilent(effect) || effects.push(effect as never),
        };
        return generated.call.step(instance, event, isKilled ? (sink as never) : effects);
      },
    }),
  },
  {
    says: 'does not interrupt a callee whose caller has left',
    rules: ['BP-16'],
    cases: ['bp-16-callee-asked-last-is-told', 'bp-16-caller-leaves'],
    create: mutant('call: invoked, caller.left [isCalleeInterruptible]: without sendInterruptKillnowait'),
  },
  {
    says: 'gives a refused call to the next callee although its caller has left',
    rules: ['BP-16'],
    cases: ['bp-16-refused-after-the-caller-left'],
    create: mutant('call: invoked, caller.left [else]: stays'),
  },
  {
    says: 'never answers CANCEL skip',
    rules: ['CC-1', 'BP-14'],
    cases: ['cc-01-skip-leaves-the-callee-alone'],
    create: mutant('call: invoked, CANCEL [isSkip]: without sendCanceled'),
  },
  {
    says: 'interrupts the callee for CANCEL skip',
    rules: ['CC-1', 'CC-4'],
    cases: ['cc-01-skip-leaves-the-callee-alone', 'cc-04-callee-that-cannot-be-interrupted'],
    create: mutant('call: invoked, CANCEL [isSkip]: sendInterruptKillnowait besides'),
  },
  {
    says: 'does not interrupt the callee for CANCEL killnowait',
    rules: ['CC-2'],
    cases: ['cc-02-killnowait-after-kill', 'cc-02-killnowait-stops-the-callee'],
    create: mutant('call: invoked, CANCEL [else]: without sendInterruptKillnowait'),
  },
  {
    says: 'answers a second time after CANCEL killnowait when the callee leaves',
    rules: ['BP-14', 'BP-17', 'CC-2'],
    cases: ['cc-02-killnowait-after-kill', 'cc-02-killnowait-stops-the-callee'],
    create: mutant('call: invoked, CANCEL [else]: stays'),
  },
  {
    says: 'answers CANCEL kill at once',
    rules: ['CC-3', 'BP-14'],
    cases: ['cc-03-kill-waits-for-the-callee'],
    create: mutant('call: invoked.waiting, CANCEL [isKill]: sendCanceled besides'),
  },
  {
    says: 'ignores CANCEL kill',
    rules: ['CC-3'],
    cases: ['cc-03-kill-waits-for-the-callee', 'cc-03-killnowait-after-kill'],
    create: mutant('call: invoked.waiting, CANCEL [isKill]: without sendInterruptKill'),
  },
  {
    says: 'interrupts callees that did not announce it',
    rules: ['CC-4', 'BP-16', 'CT-2'],
    cases: ['cc-04-callee-that-cannot-be-interrupted', 'cc-05-known-modes'],
    create: edited(
      'machines/steps/call.ts',
      'callee?.features.call_canceling === true;',
      'callee !== undefined;',
    ),
  },
  {
    says: 'interrupts the callee that has refused the call',
    rules: ['CC-7'],
    cases: ['cc-07-cancel-after-a-reroute'],
    create: mutant('by hand: INTERRUPT to a callee that has refused'),
  },
  {
    says: 'names another request in INTERRUPT',
    rules: ['CC-7', 'CC-2', 'CC-3', 'BP-16', 'CT-2'],
    cases: ['cc-02-killnowait-stops-the-callee', 'bp-16-caller-leaves'],
    spoil: () => ({
      send: (message) => [message[0] === CODES.INTERRUPT ? message.with(1, Number(message[1]) + 1) : message],
    }),
  },
  {
    says: 'says canceled where the time is over',
    rules: ['CT-2'],
    cases: ['ct-02-a-shorter-clock-runs-out-first', 'ct-02-expired-is-not-rerouted'],
    spoil: () => ({
      send: (message) => [
        message[0] === CODES.ERROR && message[4] === 'wamp.error.timeout'
          ? message.with(4, 'wamp.error.canceled')
          : message,
      ],
    }),
  },
  {
    says: 'announces timeouts, and ignores them',
    rules: ['CT-1', 'CT-2'],
    cases: ['ct-02-timeout-interrupts'],
    create: edited('machines/steps/call.ts', '=> timeoutOf(context) > 0;', '=> false;'),
  },
  {
    says: 'does not interrupt the callee when the time is over',
    rules: ['CT-2'],
    cases: ['ct-02-timeout-interrupts', 'bp-13-what-an-error-says'],
    create: mutant('call: invoked, timer.fired [isCalleeInterruptible]: without sendInterruptKillnowait'),
  },
  {
    says: 'starts the clock anew when a call is re-routed',
    rules: ['CT-1', 'CT-2'],
    cases: ['ct-01-one-clock-beside-another'],
    create: stepping({
      call(instance, event, effects) {
        const isRerouted = instance.state === 'rerouting' && event.type === 'select.member';
        const edge = generated.call.step(instance, event, effects);
        const after = instance.context.message.options.timeout;
        if (isRerouted && typeof after === 'number' && after > 0)
          effects.push({ type: 'timer.start', after });
        return edge;
      },
    }),
  },
  {
    says: 'loses the mark of progressive results',
    rules: ['PR-2', 'BP-14'],
    cases: ['pr-02-progress-goes-on-at-once'],
    spoil: () => ({ send: (message) => [message[0] === CODES.RESULT ? message.with(2, {}) : message] }),
  },
  {
    says: 'asks no callee for progressive results',
    rules: ['PR-1'],
    cases: ['pr-01-progress-after-a-reroute', 'pr-01-progress-needs-both-sides'],
    spoil: () => ({ send: (message) => [message[0] === CODES.INVOCATION ? message.with(3, {}) : message] }),
  },
  {
    says: 'asks callees for progressive results that did not announce them',
    rules: ['PR-1'],
    cases: ['pr-01-progress-after-a-reroute', 'pr-01-progress-needs-both-sides'],
    create: edited(
      'machines/steps/call.ts',
      'message.options.receive_progress === true && features.progressive_call_results && features.call_canceling;',
      'message.options.receive_progress === true;',
    ),
  },
  {
    says: 'does not restart the clock after a progressive result',
    rules: ['PR-3'],
    cases: ['pr-03-reroute-within-the-silence', 'pr-03-timeout-between-results'],
    create: mutant('call: invoked, YIELD [isTimedProgress]: without startTimer'),
  },
  {
    says: 'hands bytes on as text',
    rules: ['BP-14', 'CR-10'],
    cases: ['bp-14-payload-across-serialisations'],
    spoil: () => ({ send: (message) => [asText(message) as Wire] }),
  },
  {
    says: 'mixes up the answers of two callers',
    rules: ['BP-14', 'BP-17'],
    cases: ['mix-calls-cross'],
    spoil: () => {
      const callers = new Map<unknown, Client>();
      return {
        receive(wire, client) {
          if (Array.isArray(wire) && wire[0] === CODES.CALL) callers.set(wire[1], client);
          return [wire];
        },
        send(message, client) {
          const other = message[0] === CODES.RESULT ? callers.get(message[1]) : undefined;
          if (other === undefined || other === client) return [message];
          other.send(message);
          return [];
        },
      };
    },
  },
];

// --- internal ---

/** A value in which bytes are the text that stands for them in JSON. */
function asText(value: unknown): unknown {
  if (value instanceof Uint8Array) return `\0${Buffer.from(value).toString('base64')}`;
  if (Array.isArray(value)) return value.map(asText);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, asText(item)]));
}

const isSilent = ({ type }: { readonly type: string }): boolean => type.startsWith('ERROR');
