/** Faulty routers: the opening and the end of sessions, messages that are none, and ids. */
import { CODES } from '../../machines/messages.ts';
import { generatedCharts as generated } from '../../src/dealer/engine/collected.ts';
import { type Fault, mutant, stepping } from './fault.ts';
import type { Client, Wire } from './served.ts';

export const SESSIONS: readonly Fault[] = [
  {
    says: 'welcomes clients without roles',
    rules: ['BP-2'],
    cases: ['bp-02-at-least-one-role', 'bp-02-roles-are-dictionaries'],
    create: mutant('session: opening, HELLO [isWithoutRoles]: edge dropped'),
  },
  {
    says: 'ignores messages before HELLO',
    rules: ['BP-1'],
    cases: ['bp-01-hello-comes-first'],
    create: stepping({
      session(instance, event, effects) {
        const isEarly = instance.state === 'opening' && EARLY.includes(event.type);
        return isEarly ? undefined : generated.session.step(instance, event, effects);
      },
    }),
  },
  {
    says: 'gives every session the same id',
    rules: ['BP-3'],
    cases: ['au-01-no-methods'],
    spoil: () => ({ send: (message) => [message[0] === CODES.WELCOME ? message.with(1, 1) : message] }),
  },
  {
    says: 'gives sessions ids beyond 2^53',
    rules: ['BP-3'],
    cases: ['au-01-no-methods'],
    spoil: () => ({
      send: (message) => [
        message[0] === CODES.WELCOME ? message.with(1, Number(message[1]) * 2 ** 10 + 2 ** 60) : message,
      ],
    }),
  },
  {
    says: 'welcomes without its roles',
    rules: ['BP-3', 'FA-1'],
    cases: ['fa-01-dealer-announces'],
    spoil: () => ({ send: (message) => [message[0] === CODES.WELCOME ? message.with(2, {}) : message] }),
  },
  {
    says: 'shares registrations and does not announce it',
    rules: ['FA-1'],
    cases: ['fa-01-dealer-announces'],
    spoil: () => ({ send: (message) => [without(message, 'shared_registration')] }),
  },
  {
    says: 're-routes calls and does not announce it',
    rules: ['FA-2'],
    cases: ['fa-01-dealer-announces'],
    spoil: () => ({ send: (message) => [without(message, 'call_reroute')] }),
  },
  {
    says: 'welcomes a second HELLO',
    rules: ['BP-4'],
    cases: ['bp-04-no-second-hello'],
    create: stepping({
      session(instance, event, effects) {
        const isSecond = instance.state === 'established' && event.type === 'HELLO';
        return isSecond ? undefined : generated.session.step(instance, event, effects);
      },
    }),
  },
  {
    says: 'says nothing about malformed messages',
    rules: ['BP-5'],
    cases: ['bp-05-messages-that-are-none', 'bp-05-nonsense-ends-one-session'],
    create: stepping({
      session(instance, event, effects) {
        return event.type === 'message.malformed'
          ? undefined
          : generated.session.step(instance, event, effects);
      },
    }),
  },
  {
    says: 'closes the connection without ABORT',
    rules: ['BP-5'],
    cases: ['bp-05-messages-that-are-none', 'bp-05-nonsense-ends-one-session'],
    spoil: () => ({ send: (message) => (message[0] === CODES.ABORT ? [] : [message]) }),
  },
  {
    says: 'leaves the connection open after ABORT and GOODBYE',
    rules: ['BP-5', 'BP-6', 'BP-1', 'BP-4'],
    cases: ['bp-06-goodbye-is-answered', 'bp-01-hello-comes-first'],
    verdict: 'non-strict',
    spoil: () => ({ closes: false }),
  },
  {
    says: 'ends every session for one malformed message',
    rules: ['BP-5'],
    cases: ['bp-05-messages-that-are-none', 'bp-05-nonsense-ends-one-session'],
    verdict: 'router gone',
    spoil: () => {
      const all = new Set<Client>();
      return {
        receive(wire, client) {
          all.add(client);
          return [wire];
        },
        send(message) {
          if (message[0] === CODES.ABORT) for (const each of all) each.close();
          return [message];
        },
      };
    },
  },
  {
    says: 'makes realms on demand, and answers nobody any more after that',
    rules: ['BP-9', 'BP-27'],
    cases: ['bp-09-no-such-realm'],
    verdict: 'router gone',
    spoil: () => {
      let isHung = false;
      return {
        receive(wire) {
          if (isHung || !Array.isArray(wire) || wire[0] !== CODES.HELLO) return isHung ? [] : [wire];
          isHung = wire[1] !== 'realm1';
          return [wire.with(1, 'realm1')];
        },
      };
    },
  },
  {
    says: 'answers nobody any more after a violation',
    rules: ['BP-18'],
    cases: ['bp-18-answer-to-nothing'],
    verdict: 'router gone',
    spoil: () => {
      let isHung = false;
      return {
        receive: (wire) => (isHung ? [] : [wire]),
        send(message) {
          isHung ||= message[0] === CODES.ABORT;
          return isHung ? [] : [message];
        },
      };
    },
  },
  {
    says: 'goes on after a violation, with the session as it was',
    rules: ['BP-5', 'BP-15'],
    cases: ['bp-05-nonsense-ends-one-session'],
    create: stepping({
      session(instance, event, effects) {
        if (event.type !== 'message.malformed') return generated.session.step(instance, event, effects);
        const { state } = instance;
        const aborts = {
          push: (effect: { readonly type: string }) =>
            effect.type === 'ABORT' && effects.push(effect as never),
        };
        const edge = generated.session.step(instance, event, aborts as never);
        instance.state = state;
        return edge;
      },
    }),
  },
  {
    says: 'never answers GOODBYE',
    rules: ['BP-6'],
    cases: ['bp-06-goodbye-is-answered'],
    spoil: () => ({ send: (message) => (message[0] === CODES.GOODBYE ? [] : [message]), closes: false }),
  },
  {
    says: 'answers GOODBYE with wamp.close.normal',
    rules: ['BP-6'],
    cases: ['bp-06-goodbye-is-answered'],
    verdict: 'non-strict',
    spoil: () => ({
      send: (message) => [message[0] === CODES.GOODBYE ? message.with(2, 'wamp.close.normal') : message],
    }),
  },
  {
    says: 'answers ABORT',
    rules: ['BP-8'],
    cases: ['bp-08-abort-is-not-answered', 'bp-08-gone-before-hello'],
    spoil: () => ({
      receive(wire, client) {
        if (Array.isArray(wire) && wire[0] === CODES.ABORT)
          client.send([CODES.ABORT, {}, 'wamp.close.goodbye_and_out']);
        return [wire];
      },
    }),
  },
  {
    says: 'calls a realm that does not exist by another name',
    rules: ['BP-9'],
    cases: ['bp-09-no-such-realm', 'sr-14-two-things-wrong-at-once'],
    verdict: 'non-strict',
    spoil: () => ({
      send: (message) => [
        message[0] === CODES.ABORT && message[2] === 'wamp.error.no_such_realm'
          ? message.with(2, 'com.router.no_realm')
          : message,
      ],
    }),
  },
  {
    says: 'refuses options that it does not know',
    rules: ['BP-25'],
    cases: ['bp-25-keys-that-nobody-knows', 'cr-10-same-arguments-other-request'],
    spoil: () => ({
      receive(wire, client) {
        if (!Array.isArray(wire) || wire[0] !== CODES.CALL) return [wire];
        const known = ['timeout', 'receive_progress', 'disclose_me', 'progress', 'ppt_scheme'];
        if (Object.keys(wire[2] ?? {}).every((key) => known.includes(key))) return [wire];
        client.send([CODES.ERROR, CODES.CALL, wire[1], {}, 'wamp.error.option_not_allowed']);
        return [];
      },
    }),
  },
  {
    says: 'writes ids as texts',
    rules: ['BP-14', 'SR-1', 'SR-6', 'BP-26', 'CR-10', 'SR-5', 'SR-3', 'BP-13'],
    cases: ['bp-14-one-answer'],
    spoil: () => ({
      send: (message) => [
        message[0] === CODES.REGISTERED || message[0] === CODES.RESULT
          ? message.with(1, `${message[1]}`)
          : message,
      ],
    }),
  },
  {
    says: 'gives registrations ids that are texts',
    rules: ['SR-1', 'SR-5', 'SR-6', 'CR-10', 'SR-2', 'FA-3'],
    cases: ['cr-10-same-arguments-other-request', 'fa-03-sharing-without-announcement'],
    spoil: () => ({
      send(message) {
        if (message[0] === CODES.REGISTERED) return [message.with(2, `r${message[2]}`)];
        return [message[0] === CODES.INVOCATION ? message.with(2, `r${message[2]}`) : message];
      },
      receive: (wire) => [
        Array.isArray(wire) && wire[0] === CODES.UNREGISTER && typeof wire[2] === 'string'
          ? wire.with(2, Number(wire[2].slice(1)))
          : wire,
      ],
    }),
  },
  {
    says: 'numbers INVOCATIONs beyond 2^53',
    rules: ['BP-26'],
    cases: ['bp-26-invocations-are-counted'],
    spoil: () => ({
      send: (message) => [
        message[0] === CODES.INVOCATION || message[0] === CODES.INTERRUPT
          ? message.with(1, BigInt(Number(message[1])) + BEYOND)
          : message,
      ],
      receive(wire) {
        if (!Array.isArray(wire)) return [wire];
        const at = wire[0] === CODES.YIELD ? 1 : wire[0] === CODES.ERROR ? 2 : undefined;
        if (at === undefined || typeof wire[at] !== 'bigint') return [wire];
        return [wire.with(at, Number(wire[at] - BEYOND))];
      },
    }),
  },
  {
    says: 'answers under another request id',
    rules: ['BP-14', 'BP-13', 'CR-9'],
    cases: ['bp-14-calls-wait-under-any-ids', 'bp-14-id-used-again-beside-another-call'],
    spoil: () => ({
      send: (message) => [message[0] === CODES.RESULT ? message.with(1, Number(message[1]) + 1) : message],
    }),
  },
  {
    says: 'names another registration in INVOCATION',
    rules: ['CR-10'],
    cases: ['cr-10-same-arguments-other-request', 'bp-05-nonsense-ends-one-session'],
    spoil: () => ({
      send: (message) => [
        message[0] === CODES.INVOCATION ? message.with(2, Number(message[2]) + 7) : message,
      ],
    }),
  },
];

// --- internal ---

const BEYOND = 2n ** 60n;

/** Requests that a client may send after HELLO only. */
const EARLY: readonly string[] = ['CALL', 'REGISTER', 'SUBSCRIBE', 'PUBLISH', 'YIELD', 'GOODBYE'];

/** A WELCOME without the announcement of a feature. */
function without(message: Wire, feature: string): Wire {
  if (message[0] !== CODES.WELCOME) return message;
  const details = structuredClone(message[2]) as {
    roles: { dealer: { features: Record<string, boolean> } };
  };
  delete details.roles.dealer.features[feature];
  return message.with(2, details);
}
