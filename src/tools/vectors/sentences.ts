/** Plain sentences for the steps of a vector. */
import { UNAVAILABLE } from '../../../machines/vocabulary.ts';
import { list } from '../explain/layout.ts';
import { valueIn } from '../scenario/fields.ts';
import type { Action, Expected, LogLine, Sent } from '../scenario/scenario.ts';
import type { Verdict } from '../scenario/systems/system.ts';
import { entryOf } from '../scenario/words.ts';

/** Sentence for an action. */
export const sentenceOfAction = (action: Action): string => describe(action).replace(/^the /, 'The ');

/** Sentence for a received message. */
export function tellReceipt({ receiver, expected, unordered }: LogLine): string {
  const { name, among } = receiver;
  const whom =
    among === undefined
      ? nameOf(name)
      : `${among.length > 1 ? 'one of ' : ''}${list(among)}, called ${name.slice(1)} from here on`;
  const [first, ...others] = expected.map((each) => tellExpected(each, whom));
  const other = others.length === 0 ? '' : `, or: ${others.join(', or: ')}`;
  return `${first}${other}${unordered ? ', in any order' : ''}.`;
}

/** A session, or a variable for one, in words. */
export const nameOf = (session: string): string => session.replace(/^\?/, 'the session called ');

// --- internal ---

/** A received message or event, without the full stop. */
function tellExpected(expected: Expected, whom: string): string {
  if (expected.kind !== 'message') return `The router ends the connection of ${whom}`;
  return expected.isMissed
    ? `${expected.type} is for ${whom} and cannot be delivered`
    : sentenceOfMessage(expected, whom);
}

function describe(action: Action): string {
  const who = 'session' in action ? nameOf(action.session) : '';
  switch (action.does) {
    case 'connect':
      return `${who} connects.`;
    case 'join':
      return `${who} joins as ${list(Object.keys(action.roles))}${featuresOf(action.roles)}.`;
    case 'send':
      return `${who} ${tellSending(action.message)}.`;
    case 'raw':
      return typeof action.raw === 'string'
        ? `${who} sends text as it stands.`
        : `${who} sends JSON as it stands.`;
    case 'leave':
      return `${who} says goodbye.`;
    case 'lose':
      return `The connection of ${who} is lost.`;
    case 'obstruct':
      return action.obstacle === undefined
        ? `Everything can be delivered to ${who} again.`
        : `Nothing that others send can be delivered to ${who} from here on (${action.obstacle}).`;
    case 'answer':
      return tellVerdict(who, action.verdict);
    case 'pass':
      return `${action.ms} ms pass.`;
    case 'shutDown':
      return 'The router shuts down.';
  }
}

function tellVerdict(who: string, verdict: Verdict): string {
  switch (verdict.kind) {
    case 'challenge':
      return `The router is to challenge ${who} by ${verdict.method}.`;
    case 'admit':
      return `${who} is to be admitted as ${verdict.principal.authid}.`;
    case 'deny':
      return `${who} is to be denied.`;
    case 'fail':
      return `The identity of ${who} cannot be checked.`;
  }
}

function featuresOf(roles: Readonly<Record<string, object>>): string {
  const [first] = Object.values(roles) as { features?: object }[];
  const features = Object.keys(first?.features ?? {});
  return features.length === 0 ? '' : ` and announces ${list(features)}`;
}

function tellSending(message: Sent): string {
  const { type } = message;
  const options = valueIn(message, 'options');
  const error = valueIn(message, 'error');
  switch (type) {
    case 'HELLO':
      return `asks to join ${show(valueIn(message, 'realm'))}`;
    case 'REGISTER': {
      const policy = entryOf(options, 'invoke');
      return `registers ${show(valueIn(message, 'procedure'))}${policy === undefined ? '' : ` with the policy ${show(policy)}`}`;
    }
    case 'UNREGISTER':
      return 'takes its registration back';
    case 'CALL':
      return `calls ${show(valueIn(message, 'procedure'))}${wishesOf(options)}`;
    case 'CANCEL': {
      const mode = entryOf(options, 'mode');
      return `cancels its call${mode === undefined ? '' : ` in the mode ${show(mode)}`}`;
    }
    case 'YIELD':
      return entryOf(options, 'progress') === true ? 'sends a progressive result' : 'answers the call';
    case 'ERROR':
      return error === UNAVAILABLE ? 'refuses the call' : `answers with the error ${show(error)}`;
    case 'GOODBYE':
      return `says goodbye with ${show(valueIn(message, 'reason'))}`;
    case 'ABORT':
      return `aborts with ${show(valueIn(message, 'reason'))}`;
    default:
      return `sends ${type}`;
  }
}

function wishesOf(options: unknown): string {
  const timeout = entryOf(options, 'timeout');
  const wishes = [
    ...(entryOf(options, 'receive_progress') === true ? [' and asks for progressive results'] : []),
    ...(typeof timeout === 'number' ? [` with a timeout of ${timeout} ms`] : []),
  ];
  return wishes.join(',');
}

function sentenceOfMessage(message: Sent, whom: string): string {
  const { type } = message;
  const isProgress = entryOf(valueIn(message, 'details'), 'progress') === true;
  switch (type) {
    case 'WELCOME':
      return `The router welcomes ${whom}`;
    case 'ABORT':
      return `The router aborts the session of ${whom} with ${show(valueIn(message, 'reason'))}`;
    case 'GOODBYE':
      return `The router says goodbye to ${whom}`;
    case 'REGISTERED':
      return `The router confirms to ${whom} that the procedure is registered`;
    case 'UNREGISTERED':
      return `The router confirms to ${whom} that it no longer offers the procedure`;
    case 'INVOCATION':
      return `The router gives the call to ${whom}`;
    case 'INTERRUPT':
      return `The router asks ${whom} to stop`;
    case 'RESULT':
      return isProgress
        ? `The router sends a progressive result to ${whom}`
        : `The router sends the result to ${whom}`;
    case 'ERROR':
      return `The router sends ${whom} the error ${show(valueIn(message, 'error'))}`;
    default:
      return `The router sends ${type} to ${whom}`;
  }
}

const show = (value: unknown): string =>
  typeof value === 'string' && value !== '' ? value : 'something odd';
