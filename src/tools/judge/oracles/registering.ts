/** REGISTER and UNREGISTER: requests granted and refused, and members that leave the list. */
import type { Readings } from '../../../../machines/readings.ts';
import { isOffered, isOutOfRole, type Registration, type Request, type Try, wordIn } from '../facts.ts';
import { gather } from '../gather.ts';
import type { History } from '../history.ts';
import { memo } from '../memo.ts';
import { isCorrectUri } from '../messages.ts';
import { hasPatterns, isPolicy } from '../registration.ts';
import { isNotice } from '../revocation.ts';
import {
  aborts,
  broken,
  expect,
  type Finding,
  finding,
  holds,
  isBarred,
  isError,
  type Oracle,
} from './oracle.ts';

/** Judges that a REGISTER with this rule's mistake fails. */
export const refuses =
  (rule: Mistake['rule']): Oracle =>
  (history, readings) =>
    gather(registersIn(history, readings), ({ request, mistakes }) => {
      const mine = mistakes.find((mistake) => mistake.rule === rule);
      return mine === undefined ? [] : fails(history, request, mistakes, mine);
    });

/** A `single` registration, by default or explicit: other REGISTERs fail, and its callee is called. */
const alone =
  (isExplicit: boolean): Oracle =>
  (history, readings) => {
    const isIt = (one: Registration | undefined): boolean =>
      one?.policy === 'single' && one.isExplicit === isExplicit;
    const refused = gather(registersIn(history, readings), ({ request, mistakes }) => {
      const mine = mistakes.find(({ rule }) => rule === 'SR-3');
      return mine && isIt(request.standing) ? fails(history, request, mistakes, mine) : [];
    });
    const asked = gather(history.tries, (tried) => {
      if (!isIt(tried.registration) || tried.previous !== undefined || hasLeft(tried)) return [];
      const [only] = tried.members;
      const names = `Expected INVOCATION to go to ${only?.session.name}, but it went to ${tried.callee.name}.`;
      return [finding(tried.line, isMember(tried) ? undefined : names)];
    });
    return [...refused, ...asked];
  };

/** Judges that a REGISTER without any mistake is granted, with the id that `registrationId` requires. */
export const grants =
  (concerns: (request: Request) => boolean): Oracle =>
  (history, readings) =>
    gather(registersIn(history, readings), ({ request, mistakes }) => {
      if (mistakes.length > 0 || !concerns(request) || isBarred(request.reply) || isStrict(request))
        return [];
      const { expected, isRight } = idFor(request, readings);
      return expect(history, request.asked, request.reply, `REGISTERED${expected}`, ({ message }) => {
        return message.name === 'REGISTERED' && isRight(message.target);
      });
    });

/** The first member's policy holds, also once that member has left. */
const founder: Oracle = (history, readings) => {
  const isOrphan = ({ standing, members }: Request): boolean =>
    standing !== undefined &&
    standing.policy !== 'single' &&
    !members.some(({ session }) => session === standing.founder);
  const isFirst = ({ standing, before }: Request): boolean => standing === undefined && before === undefined;
  const refused = gather(registersIn(history, readings), ({ request, mistakes }) => {
    const mine = mistakes.find(({ rule }) => rule === 'SR-4');
    return mine && isOrphan(request) ? fails(history, request, mistakes, mine) : [];
  });
  return [...grants((request) => isFirst(request) || isOrphan(request))(history, readings), ...refused];
};

/** A member that registers again: the reading `sameSession`. */
const repeated: Oracle = (history, readings) => {
  const isAgain = ({ asked, members }: Request): boolean =>
    members.some(({ session }) => session === asked.session);
  if (readings.sameSession !== 'refuse') return grants(isAgain)(history, readings);
  return gather(registersIn(history, readings), ({ request, mistakes }) => {
    const mine = mistakes.find(({ rule }) => rule === 'SR-5');
    return mine === undefined ? [] : fails(history, request, mistakes, mine);
  });
};

/** A session that registers with the same policy joins the list. */
const joins: Oracle = (history, readings) => {
  const isNew = ({ asked, standing, members }: Request): boolean =>
    standing !== undefined && !members.some(({ session }) => session === asked.session);
  const others = unasked(history, ['REGISTER']);
  return [...grants(isNew)(history, readings), ...repeated(history, readings), ...others];
};

/** A callee that unregisters gets UNREGISTERED, and no further calls. */
const unregisters: Oracle = (history) => [
  ...gather(unregistersIn(history), (request) =>
    isActive(request)
      ? expect(
          history,
          request.asked,
          request.reply,
          'UNREGISTERED',
          ({ message }) => message.name === 'UNREGISTERED',
        )
      : [],
  ),
  ...departures(history, isLeftBehind),
];

/** UNREGISTER of a registration that is not active for the session. */
const unknownRegistration: Oracle = (history) => [
  ...unasked(history, ['UNREGISTER']),
  ...gather(unregistersIn(history), (request) =>
    isActive(request)
      ? []
      : expect(
          history,
          request.asked,
          request.reply,
          'ERROR wamp.error.no_such_registration',
          ({ message }) => isError(message, 'wamp.error.no_such_registration'),
        ),
  ),
];

/** A session that has ended gets no further calls, and no other messages. */
const ends: Oracle = (history) => [
  ...departures(history, (how) => !isLeftBehind(how)),
  ...gather(history.passed, (passed) =>
    passed.phase === 'ended' &&
    passed.by === 'router' &&
    (passed.session.ended?.how === 'loss' || passed.session.ended?.how === 'close')
      ? [broken(passed, `Expected nothing for a session that has ended, but ${passed.message.name} came.`)]
      : [],
  ),
];

/** An unknown policy is refused, aborts the session or counts as `single`: the reading `unknownPolicy`. */
const policies: Oracle = (history, readings) => [
  ...refuses('SR-14')(history, readings),
  ...aborts('SR-14')(history, readings),
  ...grants(({ asked }) => !isPolicy(wordIn(asked.message.options, 'invoke') ?? 'single'))(history, readings),
];

/** A match option that was not announced is refused or ignored: the reading `unknownMatch`. */
const matches: Oracle = (history, readings) => [
  ...refuses('BP-23')(history, readings),
  ...grants(
    ({ asked: { message, session } }) =>
      (wordIn(message.options, 'match') ?? 'exact') !== 'exact' && !hasPatterns(session),
  )(history, readings),
];

export const REGISTERING = {
  'SR-1': alone(false),
  'SR-2': alone(true),
  'SR-3': refuses('SR-3'),
  'SR-4': refuses('SR-4'),
  'SR-5': joins,
  'SR-6': founder,
  'SR-7': unregisters,
  'SR-8': ends,
  'SR-9': grants(({ standing, before }) => standing === undefined && before !== undefined),
  'SR-14': policies,
  'BP-11': refuses('BP-11'),
  'BP-12': unknownRegistration,
  'BP-23': matches,
} satisfies Record<string, Oracle>;

/** True if the INVOCATION went to a callee that had left the list. */
export const hasLeft = (tried: Try): boolean =>
  !isMember(tried) && tried.registration !== undefined && departureOf(tried) !== undefined;

/** Replies of these kinds without an open request. */
export const unasked = ({ strays }: History, kinds: readonly string[]): Finding[] =>
  gather(strays, (stray) => {
    if (isNotice(stray)) return [];
    const { name, of, request } = stray.message;
    const kind =
      name === 'ERROR'
        ? of
        : name === 'REGISTERED'
          ? 'REGISTER'
          : name === 'UNREGISTERED'
            ? 'UNREGISTER'
            : '';
    const says = `Expected no reply to request ${request}, which ${stray.session.name} has not sent or got a reply to.`;
    return kind !== undefined && kinds.includes(kind) ? [broken(stray, says)] : [];
  });

/** True if a REGISTER would be refused if the procedure were vacant. */
export const otherMistakesIn = (request: Request, readings: Readings): boolean =>
  mistakesOf({ ...request, standing: undefined }, readings).length > 0;

// --- internal ---

interface Mistake {
  readonly rule: 'BP-10' | 'BP-11' | 'BP-23' | 'BP-28' | 'SR-3' | 'SR-4' | 'SR-5' | 'SR-14';
  readonly uri: string;
}

/** Each REGISTER, with the reasons why it cannot be granted; none that depends on members which are not known. */
const registersIn = memo(
  ({ requests }, readings: Readings): readonly { request: Request; mistakes: readonly Mistake[] }[] =>
    requests
      .filter(({ asked, standing }) => asked.message.name === 'REGISTER' && !standing?.isDoubtful)
      .map((request) => ({ request, mistakes: mistakesOf(request, readings) })),
);

const unregistersIn = memo(({ requests }): readonly Request[] =>
  requests.filter(({ asked }) => asked.message.name === 'UNREGISTER'),
);

/** True if a REGISTER was refused for an option that counts as not set: rule OP-1 judges that. */
const isStrict = ({ asked, reply }: Request): boolean =>
  reply !== undefined &&
  isError(
    reply.message,
    'wamp.error.invalid_argument',
    'wamp.error.feature_not_supported',
    'wamp.error.option_not_allowed',
  ) &&
  ['invoke', 'match'].some(
    (key) => key in asked.message.options && wordIn(asked.message.options, key) === undefined,
  );

/** The registration id that a REGISTER is to be granted with: the readings `registrationId` and `sameSession`. */
function idFor({ asked, standing, members, isTaken }: Request, readings: Readings): Expected {
  const isOwn = readings.registrationId === 'own';
  const place = members.findLast(({ session }) => session === asked.session);
  const known = isOwn ? readings.sameSession === 'idempotent' && place?.id : standing?.id;
  if (typeof known === 'number')
    return { expected: ` with the registration id ${known}`, isRight: (id) => id === known };
  return isOwn
    ? { expected: ' with a registration id that no callee has', isRight: () => !isTaken }
    : { expected: '', isRight: () => true };
}

interface Expected {
  /** In words, after the name of the message. */
  readonly expected: string;
  readonly isRight: (id: number) => boolean;
}

/** True if a session has a place with the registration id of its UNREGISTER. */
const isActive = ({ asked, members }: Request): boolean =>
  members.some(({ session, id }) => session === asked.session && id === asked.message.target);

const isMember = ({ members, callee }: Try): boolean => members.some(({ session }) => session === callee);

const departureOf = ({ registration, callee, line }: Try) =>
  registration?.left.findLast((one) => one.session === callee && one.line < line);

const fails = (
  history: History,
  { asked, reply }: Request,
  mistakes: readonly Mistake[],
  { uri }: Mistake,
): Finding[] =>
  expect(
    history,
    asked,
    reply,
    `ERROR ${uri}`,
    ({ message }) => isError(message, ...mistakes.map((mistake) => mistake.uri)) || isBarred(reply),
  );

/** Reasons why a REGISTER cannot be granted; the router may name any of them. */
function mistakesOf({ asked, standing, members }: Request, readings: Readings): Mistake[] {
  const { message, session } = asked;
  const isShared = isOffered(session, 'shared_registration');
  const asksFor = (isShared ? wordIn(message.options, 'invoke') : undefined) ?? 'single';
  const isKnown = isPolicy(asksFor);
  const invoke = isKnown || readings.unknownPolicy !== 'single' ? asksFor : 'single';
  const match = wordIn(message.options, 'match') ?? 'exact';
  const mistakes: Mistake[] = [];
  const add = (rule: Mistake['rule'], uri: string) => mistakes.push({ rule, uri: `wamp.error.${uri}` });
  const matches = hasPatterns(session);
  if (!isCorrectUri(message.uri) && (match === 'exact' || !matches)) add('BP-10', 'invalid_uri');
  else if (/^wamp(\.|$)/.test(message.uri)) add('BP-11', 'invalid_uri');
  if (readings.roles === 'refuse' && isOutOfRole(session, message)) add('BP-28', 'not_authorized');
  // If it aborts the session, it is not among the requests.
  if (!isKnown && readings.unknownPolicy !== 'single') add('SR-14', readings.unknownPolicy);
  if (match !== 'exact' && !matches && readings.unknownMatch !== 'ignore')
    add('BP-23', readings.unknownMatch);
  if (standing === undefined || (standing.match !== match && matches)) return mistakes;
  const { policy } = standing;
  const differs = readings.conflictUri !== 'procedure_already_exists' && invoke !== policy;
  const conflict = differs ? readings.conflictUri : 'procedure_already_exists';
  if (policy === 'single') add('SR-3', conflict);
  else if (invoke !== policy) add('SR-4', conflict);
  else if (readings.sameSession === 'refuse' && members.some((member) => member.session === session))
    add('SR-5', 'procedure_already_exists');
  return mistakes;
}

/** True if the session goes on without its place on the list. */
const isLeftBehind = (how: string): boolean => how === 'UNREGISTER' || how === 'revocation';

/** Judges that sessions which left a list in that way get no more INVOCATIONs. */
const departures = ({ registrations }: History, counts: (how: string) => boolean): Finding[] =>
  gather(registrations, ({ left, tries }) =>
    gather(tries, (tried) => {
      if (!left.some(({ line, how }) => line < tried.line && counts(how))) return [];
      const departure = isMember(tried) ? undefined : departureOf(tried);
      if (departure === undefined || !counts(departure.how)) return [holds(tried)];
      const { name } = tried.callee;
      return [broken(tried, `Expected no INVOCATION for ${name}, which left in line ${departure.line}.`)];
    }),
  );
