/** Says in a sentence what somebody does in a step, and what somebody is told because of it. */
import { type Obstacle, UNAVAILABLE } from '../../../machines/vocabulary.ts';
import { fieldOf, valueIn } from '../scenario/fields.ts';
import type { Sent } from '../scenario/scenario.ts';
import { entryOf, writeJson } from '../scenario/words.ts';
import type { TracedMessage, TracedStep } from '../trace/trace.ts';

/** What happens in a step, without a full stop: `bob refuses the call ?call of carol`. */
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
      return `${who} is lost: the connection is cut off`;
    case 'obstruct':
      return action.obstacle === undefined
        ? `from here on, ${who} can be sent everything again`
        : `from here on, nothing that others send can be passed on to ${who}: ${OBSTACLE_PHRASES[action.obstacle]}`;
    case 'raw':
      return `${who} sends ${typeof action.raw === 'string' ? 'this text' : 'this, as it stands'}`;
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

/** What a client hears, without the message itself: `dora is asked`. */
export function hearingOf({ to, words: [type, ...fields], obstacle }: TracedMessage): string {
  if (obstacle !== undefined) return `this does not reach ${to}, since ${OBSTACLE_PHRASES[obstacle]}`;
  switch (type) {
    case 'WELCOME':
      return `${to} is welcomed`;
    case 'ABORT':
      return `${to} is turned out`;
    case 'GOODBYE':
      return `${to} is told goodbye`;
    case 'REGISTERED':
      return `${to} is registered`;
    case 'UNREGISTERED':
      return `${to} is off the list`;
    case 'INVOCATION':
      return `${to} is asked`;
    case 'INTERRUPT':
      return `${to} is told to stop`;
    case 'RESULT':
      return fields[1]?.includes('"progress": true')
        ? `${to} gets a part of the result`
        : `${to} gets the result`;
    case 'ERROR':
      return fields[0] === 'CALL' ? `${to} hears that the call failed` : `${to} gets an error`;
    default:
      return type === 'closed' ? `${to}’s connection is closed` : `${to} receives`;
  }
}

// --- internal ---

/** Why a message cannot be delivered. */
const OBSTACLE_PHRASES: { readonly [O in Obstacle]: string } = {
  'too-large': 'it is too large',
  untellable: 'the serialisation there has no form for it',
  backlog: 'too much waits to be read there',
};

interface Circumstances {
  readonly who: string;
  /** The call that it is about, as `carol ?call`; undefined if it reaches none. */
  readonly call: string | undefined;
  /** Whether it came to be sent at all. */
  readonly isKnown: boolean;
  readonly events: TracedStep['events'];
}

/** A verb and what belongs to it. */
function doing(message: Sent, circumstances: Circumstances): string {
  const { type } = message;
  const said = (key: string): string => fieldOf(message, key)?.text ?? 'nothing';
  const options = valueIn(message, 'options');
  const about = aboutCall(circumstances);
  switch (type) {
    case 'HELLO':
      return `says HELLO to ${said('realm')}`;
    case 'GOODBYE':
      return 'says GOODBYE';
    case 'ABORT':
      return 'aborts the session';
    case 'REGISTER':
      return `asks to register ${said('procedure')}${invocation(options)}`;
    case 'UNREGISTER':
      return `takes back the registration ${said('registration')}`;
    case 'CALL':
      return `calls ${said('procedure')}${conditions(options)}`;
    case 'CANCEL':
      return `cancels ${circumstances.call === undefined ? noCall(circumstances) : about}${mode(options)}`;
    case 'YIELD':
      return entryOf(options, 'progress') === true
        ? `sends a part of the result of ${about}`
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
  return isTurnedOut(events) ? 'what it was not asked' : 'a call that is no longer its own';
}

/** What a CANCEL is about that reaches no call: of one that ends the session, nobody looks which call it is. */
const noCall = ({ isKnown, events }: Circumstances): string =>
  isKnown && !isTurnedOut(events) ? 'a call that is over, or never was' : 'a call';

/** Whether the session of the sender ends before anything else happens. */
const isTurnedOut = ([first]: TracedStep['events']): boolean =>
  first?.chart === 'session' && first.to === 'closed';

function invocation(options: unknown): string {
  const invoke = entryOf(options, 'invoke');
  return invoke === undefined ? '' : ` under the policy ${quoted(invoke)}`;
}

function mode(options: unknown): string {
  const value = entryOf(options, 'mode');
  return value === undefined ? '' : `, mode ${quoted(value)}`;
}

function conditions(options: unknown): string {
  const timeout = entryOf(options, 'timeout');
  const wantsProgress = entryOf(options, 'receive_progress') === true;
  const ms = typeof timeout === 'number' ? `${timeout} ms` : quoted(timeout);
  return `${timeout === undefined ? '' : ` with a timeout of ${ms}`}${wantsProgress ? ' and wants results as they come' : ''}`;
}

const quoted = (value: unknown): string => `\`${typeof value === 'string' ? value : writeJson(value)}\``;

const article = (noun: string): string => `${/^[AEIOU]/.test(noun) ? 'an' : 'a'} ${noun}`;
