/** The messages of a case as data for a flow: what was expected, and what came. */
import { AT } from '../../../machines/layouts.ts';
import { CODES } from '../../../machines/messages.ts';
import { CLOSE_REALM } from '../../../machines/uris.ts';
import type { WireMessage } from '../../dealer/messages.ts';
import { nameOf } from '../scenario/match.ts';
import type { Action, LogLine, Scenario, Step } from '../scenario/scenario.ts';
import { REALM, type Received } from '../scenario/systems/system.ts';
import { writeJson, writeWord } from '../scenario/words.ts';
import type { Expectation } from './expectation.ts';
import type { Observation } from './observation.ts';
import type { Exchange } from './result.ts';

/** The last step of a case that is shown. */
export interface Last {
  readonly step: number;
  /** The client that receives nothing, if nothing is expected or came. */
  readonly session: string;
}

/** The expected messages up to a step, between those of the clients. */
export const expectedIn = (scenario: Scenario, { lines }: Expectation, last: Last): Exchange[] =>
  exchangesIn(scenario, last, (step) =>
    lines.filter((line) => line.step === step).flatMap((line) => expectedOf(line)),
  );

/** The messages that came up to a step, between those of the clients. */
export const cameIn = (scenario: Scenario, { received }: Observation, last: Last): Exchange[] =>
  exchangesIn(scenario, last, (step) => (received[step - 1] ?? []).map((one) => cameOf(one, step)));

// --- internal ---

function exchangesIn(
  { steps }: Scenario,
  { step: last, session }: Last,
  answersIn: (step: number) => readonly Exchange[],
): Exchange[] {
  return steps.slice(0, last).flatMap(({ action }: Step, index) => {
    const step = index + 1;
    const sent = sentBy(action).map(
      (words): Exchange => ({ step, session: sessionOf(action), from: 'client', words }),
    );
    const answers = answersIn(step);
    const isSilent = step === last && answers.length === 0;
    const nothing: Exchange = { step, session, from: 'router', words: ['nothing'], differs: true };
    const marked = answers.map((answer) => (step === last ? { ...answer, differs: true } : brief(answer)));
    return [...sent, ...marked, ...(isSilent ? [nothing] : [])];
  });
}

/** WELCOME says much about the router that no case is about. */
const brief = (answer: Exchange): Exchange =>
  answer.words[0] === 'WELCOME' ? { ...answer, words: [...answer.words.slice(0, 2), '{...}'] } : answer;

const sessionOf = (action: Action): string => ('session' in action ? action.session : '');

function sentBy(action: Action): readonly (readonly string[])[] {
  switch (action.does) {
    case 'connect':
      return [['connects']];
    case 'join':
      return [['connects'], ['HELLO', REALM, writeJson({ roles: action.roles })]];
    case 'send':
      return [[action.message.type, ...action.message.fields.map(({ text }) => text)]];
    case 'raw':
      return [['raw', writeJson(action.raw)]];
    case 'leave':
      return [['GOODBYE', '{}', CLOSE_REALM]];
    case 'lose':
      return [['lost']];
    default:
      return [];
  }
}

function expectedOf({ step, receiver, expected: [first] }: LogLine): Exchange[] {
  if (first === undefined || first.kind === 'nothing') return [];
  const words = first.kind === 'message' ? [first.type, ...first.fields.map(({ text }) => text)] : ['closed'];
  return [{ step, session: receiver.name, from: 'router', words }];
}

const cameOf = (one: Received, step: number): Exchange => ({
  step,
  session: one.session,
  from: 'router',
  words: 'closed' in one ? ['closed'] : wordsOf(one.message),
});

const wordsOf = ([code, ...fields]: WireMessage): string[] => [
  nameOf(code),
  ...fields.map((field, index) =>
    code === CODES.ERROR && index + 1 === AT.ERROR.of ? nameOf(field) : writeWord(field),
  ),
];
