/** Sentences for the action of a step, and for the messages that clients receive. */
import { type Obstacle, UNAVAILABLE } from '../../../machines/vocabulary.ts';
import { fieldOf, valueIn } from '../scenario/fields.ts';
import type { Sent } from '../scenario/scenario.ts';
import { entryOf, writeJson } from '../scenario/words.ts';
import type { TracedMessage, TracedStep } from '../trace/trace.ts';

/** The action of a step, without a full stop: `bob refuses the call ?call of carol`. */
export function sentenceOf({ step, actor, events, impossible }: TracedStep): string {
  const { action } = step;
  if (!('session' in action)) return step.text;
  const who = actor ?? action.session;
  switch (action.does) {
    case 'connect':
      return `${who} connects`;
    case 'join':
      return `${who}${step.text.slice(action.session.length)}`;
    case 'leave':
      return `${who} leaves`;
    case 'lose':
      return `${possessive(who)} connection is lost`;
    case 'obstruct':
      return action.obstacle === undefined
        ? `from here on, all messages to ${who} can be delivered again`
        : `from here on, messages of others are undeliverable to ${who} (${OBSTACLE_PHRASES[action.obstacle]})`;
    case 'answer':
      return `the program that authenticates clients: ${who}${step.text.slice(action.session.length)}`;
    case 'raw':
      return `${who} sends ${typeof action.raw === 'string' ? 'this text' : 'this JSON'}`;
    case 'send': {
      const reached = events.find(
        ({ chart, event, edge }) =>
          chart === 'call' && event.type === action.message.type && edge !== undefined,
      );
      const call = reached?.instance;
      return `${who} ${doing(action.message, { who, call, isKnown: impossible === undefined, events })}`;
    }
  }
}

/** The reception of a message, without the message itself: `dora is invoked`. */
export function hearingOf({ to, words: [type, ...fields], obstacle }: TracedMessage): string {
  if (obstacle !== undefined) return `undeliverable to ${to} (${OBSTACLE_PHRASES[obstacle]})`;
  switch (type) {
    case 'CHALLENGE':
      return `${to} is challenged`;
    case 'WELCOME':
      return `${to} is welcomed`;
    case 'ABORT':
      return `${possessive(to)} session is aborted`;
    case 'GOODBYE':
      return `${to} receives GOODBYE`;
    case 'REGISTERED':
      return `${to} is registered`;
    case 'UNREGISTERED':
      return `${to} is unregistered`;
    case 'INVOCATION':
      return `${to} is invoked`;
    case 'INTERRUPT':
      return `${to} is interrupted`;
    case 'RESULT':
      return fields[1]?.includes('"progress": true')
        ? `${to} gets a progressive result`
        : `${to} gets the result`;
    case 'ERROR':
      return fields[0] === 'CALL' ? `${possessive(to)} call fails` : `${to} gets an error`;
    default:
      return type === 'closed' ? `${possessive(to)} connection is closed` : `${to} receives`;
  }
}

// --- internal ---

/** Reasons for which a message is undeliverable. */
const OBSTACLE_PHRASES: { readonly [O in Obstacle]: string } = {
  'too-large': 'too large',
  untellable: 'not expressible in its serialisation',
  backlog: 'its backlog is full',
};

const possessive = (name: string): string => `${name}’s`;

interface Circumstances {
  readonly who: string;
  /** The call of the message, as `carol ?call`; undefined if there is none. */
  readonly call: string | undefined;
  /** True if the message could be sent. */
  readonly isKnown: boolean;
  readonly events: TracedStep['events'];
}

/** The verb phrase for a message. */
function doing(message: Sent, circumstances: Circumstances): string {
  const { type } = message;
  const said = (key: string): string => fieldOf(message, key)?.text ?? 'nothing';
  const options = valueIn(message, 'options');
  const about = aboutCall(circumstances);
  switch (type) {
    case 'HELLO':
      return `sends HELLO for ${said('realm')}`;
    case 'GOODBYE':
      return 'sends GOODBYE';
    case 'ABORT':
      return 'aborts the session';
    case 'REGISTER':
      return `asks to register ${said('procedure')}${invocation(options)}`;
    case 'UNREGISTER':
      return `unregisters ${said('registration')}`;
    case 'CALL':
      return `calls ${said('procedure')}${conditions(options)}`;
    case 'CANCEL':
      return `cancels ${circumstances.call === undefined ? noCall(circumstances) : about}${mode(options)}`;
    case 'YIELD':
      return entryOf(options, 'progress') === true
        ? `sends a progressive result of ${about}`
        : `answers ${about}`;
    case 'ERROR':
      if (said('of') !== 'INVOCATION') return `sends an ERROR about ${article(said('of'))}`;
      return valueIn(message, 'error') === UNAVAILABLE
        ? `refuses ${about}`
        : `answers ${about} with an error`;
    case 'SUBSCRIBE':
      return `asks to subscribe to ${said('topic')}`;
    case 'PUBLISH':
      return `publishes to ${said('topic')}`;
    default:
      return `sends ${type}`;
  }
}

function aboutCall({ who, call, isKnown, events }: Circumstances): string {
  if (call !== undefined) {
    const [caller, request] = call.split(' ');
    return caller === who ? `its own call ${request}` : `the call ${request} of ${caller}`;
  }
  if (!isKnown) return 'a call';
  return isAborted(events) ? 'an INVOCATION that it never received' : 'a call that it no longer has';
}

/** The object of a CANCEL without a call in flight; a CANCEL that aborts the session has no known call. */
const noCall = ({ isKnown, events }: Circumstances): string =>
  isKnown && !isAborted(events) ? 'a call that has ended or never existed' : 'a call';

/** True if the message aborts the session of its sender. */
const isAborted = ([first]: TracedStep['events']): boolean =>
  first?.chart === 'session' && first.to === 'closed';

function invocation(options: unknown): string {
  const invoke = entryOf(options, 'invoke');
  return invoke === undefined ? '' : ` with the policy ${quoted(invoke)}`;
}

function mode(options: unknown): string {
  const value = entryOf(options, 'mode');
  return value === undefined ? '' : `, mode ${quoted(value)}`;
}

function conditions(options: unknown): string {
  const timeout = entryOf(options, 'timeout');
  const wantsProgress = entryOf(options, 'receive_progress') === true;
  const ms = typeof timeout === 'number' ? `${timeout} ms` : quoted(timeout);
  return `${timeout === undefined ? '' : ` with a timeout of ${ms}`}${wantsProgress ? ' and requests progressive results' : ''}`;
}

const quoted = (value: unknown): string => `\`${typeof value === 'string' ? value : writeJson(value)}\``;

const article = (noun: string): string => `${/^[AEIOU]/.test(noun) ? 'an' : 'a'} ${noun}`;
