/** Calls: their answers, and the end of the caller or the callee. */
import type { Readings } from '../../../../machines/readings.ts';
import { type Call, isRefusedForRole, type Moment, type Reply } from '../facts.ts';
import { gather } from '../gather.ts';
import type { History } from '../history.ts';
import { outcomeOf } from '../matching.ts';
import { isCorrectUri, isSamePayload, nameOf } from '../messages.ts';
import { candidatesAfter } from '../turns.ts';
import {
  dueTo,
  errorAfter,
  isAnswer,
  isBefore,
  isTimeUp,
  nextOf,
  repliesIn,
  unregisteringSince,
} from './calling.ts';
import { stops } from './interrupts.ts';
import {
  aborts,
  broken,
  expect,
  type Finding,
  holds,
  isBarred,
  isError,
  lateFor,
  type Oracle,
} from './oracle.ts';

/** Spellings of the error for a call that ended without an answer: the reading `goneUri`. */
const CANCELINGS: readonly string[] = ['wamp.error.canceled', 'wamp.error.cancelled'];
const NO_PROCEDURE = 'wamp.error.no_such_procedure';

/** A call of an unregistered procedure fails with `no_such_procedure`, and no other call does. */
const unregistered: Oracle = (history, readings) => {
  const patterns = history.registrations.filter(({ match }) => match !== 'exact');
  return gather(history.calls, (call) => {
    const { message, standing, timeout, tries } = call;
    if (isRefusedForRole(call, readings)) return [];
    const first = nextOf(call, call);
    if (standing !== undefined) {
      if (tries.length > 0 || first === undefined || !isError(first.message, NO_PROCEDURE)) return [];
      // The router has revoked it.
      if (standing.left.some(({ how, line }) => how === 'revocation' && line === first.line)) return [];
      return [broken(first, `Expected INVOCATION: ${message.uri} was registered in line ${standing.line}.`)];
    }
    if (!isCorrectUri(message.uri) || Number.isNaN(timeout) || isElsewhere(call, patterns)) return [];
    return expect(
      history,
      dueTo(call, call),
      first,
      `ERROR ${NO_PROCEDURE}`,
      (came) => isError(came.message, NO_PROCEDURE) || isBarred(came),
    );
  });
};

/** YIELD becomes RESULT, and every CALL gets one final answer. */
const answersOnce: Oracle = (history, readings) => [
  ...gather(repliesIn(history), ({ reply, call }) => yields(history, reply, call)),
  ...gather(history.calls, (call) => [...finals(history, call, readings), ...unheard(history, call)]),
  ...gather(history.strays, (stray) =>
    stray.message.name === 'RESULT' || stray.message.of === 'CALL'
      ? [
          broken(
            stray,
            `Expected nothing about ${stray.message.request}, which is no call of ${stray.session.name}.`,
          ),
        ]
      : [],
  ),
];

/** The callee's end is the call's end. */
const calleeLeaves: Oracle = (history, { goneUri }) =>
  gather(history.tries, (tried) => {
    const { call, calleeLeft } = tried;
    if (call === undefined || calleeLeft === undefined || isTimeUp(history, call, calleeLeft)) return [];
    const error = `wamp.error.${goneUri}`;
    const expected = `ERROR ${error}, since the callee has left,`;
    return expect(history, dueTo(call, calleeLeft), nextOf(call, calleeLeft), expected, ({ message }) =>
      isError(message, error),
    );
  });

/** The caller's end is the call's end, and the callee may be interrupted. */
const callerLeaves: Oracle = (history, readings) =>
  gather(history.calls, (call): Finding[] => {
    const { callerLeft, tries, final } = call;
    const asked = tries.findLast(({ line }) => callerLeft && line < callerLeft.line);
    if (callerLeft === undefined || asked === undefined || (final && final.line < callerLeft.line)) return [];
    const posthumous = tries
      .filter(({ line }) => line > callerLeft.line)
      .map((tried) => broken(tried, `Expected no INVOCATION: the caller left in line ${callerLeft.line}.`));
    const { callee } = asked;
    if (outcomeOf(asked) !== undefined || callee.ended?.line === callerLeft.line) return posthumous;
    if (callee.ended && callee.ended.line < callerLeft.line) return posthumous;
    const interrupt = asked.interrupts.find(({ line }) => line > callerLeft.line);
    return [...posthumous, ...stops(history, readings, { call, tried: asked, since: callerLeft, interrupt })];
  });

/** Late answers of callees are discarded. */
const discards: Oracle = (history, readings) => {
  if (readings.late === 'abort') return aborts('BP-17')(history, readings);
  const passedOn = new Map(
    gather(history.calls, ({ answers }) => answers.map((one) => [one.cause, one] as const)),
  );
  return gather(history.tries, ({ replies }) =>
    replies
      .filter(({ counts }) => !counts)
      .map((late) => {
        const answer = passedOn.get(late);
        const says = `Expected the answer of line ${late.line} to be discarded: it came too late.`;
        return answer === undefined ? holds(late) : broken(answer, says);
      }),
  );
};

/** Outcome of a call whose callee unregisters: the reading `withdrawn`. */
const withdrawals: Oracle = (history, readings) =>
  readings.withdrawn === 'cancel'
    ? cancels(history, readings)
    : [...finishes(history), ...goesOn(history, readings)];

/** The caller gets an ERROR, and the callee is interrupted if it can be. */
const cancels = (history: History, readings: Readings): Finding[] =>
  gather(history.tries, (tried) => {
    const { call, unregistered: since } = tried;
    if (call === undefined || since === undefined || isTimeUp(history, call, since)) return [];
    const expected = 'ERROR wamp.error.canceled, since the callee has unregistered,';
    const interrupt = tried.interrupts.find(({ line }) => line > since.line);
    return [
      ...expect(history, dueTo(call, since), nextOf(call, since), expected, ({ message }) =>
        isError(message, 'wamp.error.canceled'),
      ),
      ...stops(history, readings, { call, tried, since, interrupt }),
    ];
  });

/** Another callee is asked, or the caller gets an ERROR if no candidate is left. */
const goesOn = (history: History, readings: Readings): Finding[] =>
  gather(history.tries, (tried) => {
    const { call, withdrawn: since } = tried;
    if (call === undefined || since === undefined || isTimeUp(history, call, since)) return [];
    const error = errorAfter({ ...since, tried }, call, readings);
    const isLeft = candidatesAfter({ ...since, tried }, call, readings).length > 0;
    const expected = isLeft ? 'INVOCATION for another callee' : `ERROR ${error}`;
    const next = nextOf(call, since);
    return expect(history, dueTo(call, since), next, expected, ({ message }) =>
      isLeft ? !isAnswer(next) : isError(message, error),
    );
  });

/** A callee that unregisters finishes what it has begun. */
const finishes = (history: History): Finding[] =>
  gather(history.tries, (tried): Finding[] => {
    const { call, unregistered: since, calleeLeft, withdrawn } = tried;
    if (call === undefined || since === undefined || withdrawn !== undefined) return [];
    const next = nextOf(call, since);
    if (next === undefined || calleeLeft) return [];
    const outcome = outcomeOf(tried);
    const isCanceled = call.cancels.some(({ line, isLive }) => isLive && line < next.line);
    if (isCanceled || (isAnswer(next) && isError(next.message, 'wamp.error.timeout'))) return [];
    const isHeard = (isAnswer(next) && next.cause !== undefined) || (outcome && outcome.line < next.line);
    const says = `Expected the call of line ${call.line} to continue, but ${nameOf(next.message)} came.`;
    return [isHeard ? holds(next) : broken(next, says)];
  });

export const CALLS = {
  'BP-13': unregistered,
  'BP-14': answersOnce,
  'BP-15': calleeLeaves,
  'BP-16': callerLeaves,
  'BP-17': discards,
  'BP-22': withdrawals,
} satisfies Record<string, Oracle>;

// --- internal ---

/** A procedure that a router offers itself, or that a pattern may match. */
const isElsewhere = ({ message, line }: Call, patterns: readonly Moment[]): boolean =>
  /^wamp\./.test(message.uri) || patterns.some((one) => one.line < line);

/** The caller gets the callee's final YIELD as RESULT. */
function yields(history: History, reply: Reply, call: Call): Finding[] {
  if (reply.kind !== 'result' || isTimeUp(history, call, reply)) return [];
  return expect(
    history,
    dueTo(call, reply),
    nextOf(call, reply),
    'RESULT as the callee yielded it',
    (came) => {
      const { name, payload, options } = came.message;
      return name === 'RESULT' && options.progress !== true && isSamePayload(payload, reply.message.payload);
    },
  );
}

/** The first final answer has a reason, and there is no second one. */
function finals(history: History, call: Call, { withdrawn }: Readings): Finding[] {
  const { answers, final, cancels, tries, callerLeft } = call;
  return gather(answers, (answer): Finding[] => {
    const { message, cause, isFinal } = answer;
    if (final !== undefined && answer.line > final.line)
      return [
        broken(
          answer,
          `Expected nothing after the final answer of line ${final.line}, but ${nameOf(message)} came.`,
        ),
      ];
    if (callerLeft && callerLeft.line < answer.line) return [];
    if (message.name === 'RESULT' && cause === undefined)
      return [broken(answer, 'Expected no RESULT: no callee has yielded one.')];
    if (message.name === 'ERROR' && cause === undefined && !isBarred(answer)) {
      const isCalled =
        !CANCELINGS.includes(message.uri) ||
        cancels.some(({ line }) => line < answer.line) ||
        tries.some((tried) => outcomeOf(tried)?.kind === 'refusal');
      const isTaken = tries.some(
        (tried) =>
          tried.calleeLeft !== undefined ||
          (withdrawn === 'cancel' && isBefore(unregisteringSince(history, tried), answer)),
      );
      const isKnown = OWN.has(message.uri) && (isCalled || isTaken);
      if (!isKnown) return [broken(answer, `Expected no ERROR ${message.uri}: no callee has sent one.`)];
    }
    return isFinal ? [holds(answer)] : [];
  });
}

/** The errors a dealer makes itself. */
const OWN: ReadonlySet<string> = new Set(
  [
    'canceled',
    'cancelled',
    'timeout',
    'no_such_procedure',
    'no_available_callee',
    'invalid_uri',
    'invalid_argument',
    // Errors of other routers, for reasons that no log shows.
    'not_authorized',
    'authorization_failed',
    'option_not_allowed',
    'option_disallowed.disclose_me',
    'network_failure',
    'payload_size_exceeded',
    'invalid_payload',
  ].map((name) => `wamp.error.${name}`),
);

/** A call without INVOCATION and without answer while its caller was connected. */
function unheard(history: History, call: Call): Finding[] {
  if (call.tries.length > 0 || call.answers.length > 0) return [];
  const late = lateFor(history, dueTo(call, call));
  const says = `Expected INVOCATION or ERROR for the CALL of line ${call.line}, but nothing came.`;
  return late ? [broken(late, says, call)] : [];
}
