/** Separation of realms, and unknown keys in Options and Details. */
import type { Call, Passed, Try } from '../facts.ts';
import { gather } from '../gather.ts';
import { isSamePayload, type Message, nameOf } from '../messages.ts';
import { isAnswer, nextOf } from './calling.ts';
import { broken, type Finding, holds, isError, isViolation, type Oracle, replyTo } from './oracle.ts';
import { hellosIn, isBadHello } from './sessions.ts';

/** No call reaches a callee of another realm. */
const apart: Oracle = ({ calls, tries, registrations }) =>
  gather(calls, (call): Finding[] => {
    const isElsewhere = registrations.some(
      ({ realm, procedure }) => realm !== call.caller.realm && procedure === call.message.uri,
    );
    if (!isElsewhere) return [];
    const crossed = tries.find((tried) => crosses(tried, call));
    if (crossed === undefined) return [holds(call)];
    return [
      broken(crossed, `Expected no INVOCATION for the CALL of line ${call.line}, which is of another realm.`),
    ];
  });

/** True if an INVOCATION that belongs to no call of its realm may be for a call of another one. */
const crosses = ({ callee, call, registration, line, message }: Try, other: Call): boolean =>
  call === undefined &&
  callee.realm !== other.caller.realm &&
  registration?.procedure === other.message.uri &&
  line > other.line &&
  isSamePayload(message.payload, other.message.payload);

/** No message is refused for an unknown key. */
const extensible: Oracle = (history) => [
  ...gather(hellosIn(history), (hello) => {
    const reply = replyTo(hello);
    return isBadHello(hello) ? [] : ignored(hello, reply && isViolation(reply.message) ? reply : undefined);
  }),
  ...gather(history.requests, ({ asked, reply }) => ignored(asked, refusalIn(asked.message, reply))),
  ...gather(history.calls, (call) => {
    const next = nextOf(call, call);
    const made = isAnswer(next) && next.cause === undefined ? next : undefined;
    return ignored(call, refusalIn(call.message, made));
  }),
];

export const REALMS = {
  'BP-25': extensible,
  'BP-27': apart,
} satisfies Record<string, Oracle>;

// --- internal ---

/** @param refusal the answer that refused the message, if any */
function ignored(asked: Pick<Passed, 'line' | 'at' | 'message'>, refusal: Passed | undefined): Finding[] {
  const strange = strangeIn(asked.message);
  if (strange.length === 0) return [];
  if (refusal === undefined) return [holds(asked)];
  const says = `Expected ${strange.join(', ')} in line ${asked.line} to be ignored, but ${nameOf(refusal.message)} came.`;
  return [broken(refusal, says)];
}

/** An answer that refuses a request for an option; other errors count only if no option is known. */
function refusalIn(asked: Message, answer: Passed | undefined): Passed | undefined {
  const isAllStrange = strangeIn(asked).length === Object.keys(asked.options).length;
  const refusals = isAllStrange ? [NOT_ALLOWED, ...OTHERS] : [NOT_ALLOWED];
  return answer && isError(answer.message, ...refusals) ? answer : undefined;
}

const strangeIn = ({ options }: Message): string[] => Object.keys(options).filter((key) => !KNOWN.has(key));

const NOT_ALLOWED = 'wamp.error.option_not_allowed';
/** Errors that may also be about a known option. */
const OTHERS = ['wamp.error.invalid_argument', 'wamp.error.feature_not_supported'];

/** Keys of Options and Details in HELLO, REGISTER and CALL that the text mentions anywhere, or a rule does. */
const KNOWN: ReadonlySet<string> = new Set([
  ...[
    'agent',
    'roles',
    'authmethods',
    'authid',
    'authrole',
    'authextra',
    'resumable',
    'resume-session',
    'resume-token',
  ],
  ...['invoke', 'match', 'disclose_caller', 'forward_timeout', 'concurrency', 'force_reregister'],
  ...['timeout', 'receive_progress', 'progress', 'disclose_me', 'runmode', 'rkey', 'caller', 'caller_authid'],
  ...['caller_authrole', 'trustlevel', 'procedure', 'acknowledge'],
  ...['ppt_scheme', 'ppt_serializer', 'ppt_cipher', 'ppt_keyid'],
]);
