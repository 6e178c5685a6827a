/** A recorded log as a trace: the lines about one procedure, as the module `Trace` reads them. */
import { PROBLEMS } from '../../../machines/problems.ts';
import { Misuse } from '../../dealer/misuse.ts';
import type { Entry, Reason } from '../../wire/entry.ts';
import { featuresOf, wordIn } from '../judge/facts.ts';
import { isCorrectUri, type Message, read } from '../judge/messages.ts';
import { isRequest } from '../judge/offences.ts';
import { type Asked, asked, type Client, modeIn, namesOf, newClient, ODD, ownRequest } from './client.ts';
import { Payloads } from './payloads.ts';
import { covers, isPlain, type Procedure, procedureIn, type Wanted } from './procedures.ts';
import type { Value } from './value.ts';

/** What the module is told of a log. */
export interface Trace {
  /** The features that each client announces as a callee. */
  readonly features: ReadonlyMap<string, readonly string[]>;
  readonly lines: readonly Line[];
  /** The greatest length that the list of callees can have. */
  readonly places: number;
  /** True if the router wrote the log, and nothing between it and its clients. */
  readonly isPrompt: boolean;
  /** The payloads as JSON, by their numbers. */
  readonly payloads: readonly string[];
}

/** A message or the end of a session. */
export interface Line {
  /** Whether the dealer takes it or sends it; what was not delivered was not sent, or is lost after it was. */
  readonly what: 'input' | 'output' | 'undelivered' | 'lost';
  /** Its number in the log, counted from 1. */
  readonly number: number;
  readonly session: string;
  readonly message: Readonly<Record<string, Value>>;
  /** Why the message was not delivered. */
  readonly reason?: Reason;
}

/**
 * Takes the lines about one procedure from a log.
 *
 * @param entries the log, in its order
 * @param options the procedure, unless only one is called; and its realm, unless it is used in only one
 * @throws Misuse if the log does not say which procedure, or has messages that the module does not know
 */
export function traceOf(entries: readonly Entry[], options: Wanted = {}): Trace {
  return new Tracing(procedureIn(entries, options)).trace(entries);
}

// --- internal ---

type Fields = Line['message'];

class Tracing {
  private readonly realm: string;
  private readonly procedure: string;
  private readonly clients = new Map<string, Client>();
  private readonly payloads = new Payloads();
  /** The registration ids of the procedure that clients were told. */
  private readonly ids = new Set<number>();
  /** The CALLs whose final answer is known. */
  private readonly answered = new Set<Asked>();
  private lines: Line[] = [];
  private number = 0;
  private places = 0;
  private isPrompt = true;
  /** True once the router has said that it closes: what it does then is about all sessions at once. */
  private isClosing = false;

  constructor({ realm, procedure }: Procedure) {
    this.realm = realm;
    this.procedure = procedure;
  }

  trace(entries: readonly Entry[]): Trace {
    for (const entry of entries) if (!this.isClosing) this.add(entry);
    const met = [...this.clients].filter(([, { isMet }]) => isMet);
    return {
      features: new Map(met.map(([name, { features }]) => [name, features])),
      lines: this.lines,
      places: Math.max(this.places, 1),
      isPrompt: this.isPrompt,
      payloads: this.payloads.texts,
    };
  }

  // --- internal ---

  private add(entry: Entry): void {
    this.number++;
    const { session } = entry;
    if ('event' in entry) {
      if (entry.via === 'proxy') this.isPrompt = false;
      if (entry.event === 'connected') this.begin(session);
      else this.end(session);
    } else if ('received' in entry) this.receive(session, read(entry.received, 'client'));
    else if ('sent' in entry) this.send('output', session, read(entry.sent, 'router'));
    else this.miss(session, read(entry.undelivered, 'router'), entry.reason);
  }

  /** Only what calls depend on is news for the dealer if it was not delivered. */
  private miss(session: string, message: Message, reason: Reason): void {
    const { name, of } = message;
    const isNews = name === 'INVOCATION' || name === 'RESULT' || (name === 'ERROR' && of === 'CALL');
    this.send(isNews ? 'undelivered' : 'output', session, message, isNews ? reason : undefined);
  }

  private clientAt(session: string): Client {
    const client = this.clients.get(session) ?? newClient();
    this.clients.set(session, client);
    return client;
  }

  private note(what: Line['what'], session: string, message: Fields, reason?: Reason): void {
    const client = this.clientAt(session);
    client.isMet = true;
    const line = { what, number: this.number, session, message, ...(reason === undefined ? {} : { reason }) };
    this.lines.push(line);
    client.last = what === 'input' ? this.number : undefined;
  }

  private begin(session: string): void {
    if (this.clients.has(session))
      this.refuse('another name for each connection', `${session} again; give the log of one run`);
    this.clientAt(session).isWhole = true;
  }

  /** The client, of which the log has the beginning. */
  private wholeAt(session: string): Client {
    const client = this.clientAt(session);
    if (client.isWhole) return client;
    return this.refuse('a log from its beginning', `a message of ${session}, which was there before`);
  }

  private end(session: string): void {
    const client = this.clientAt(session);
    if (client.isMet && client.phase === 'open') this.note('input', session, { type: 'session.lost' });
    client.phase = 'ended';
  }

  // --- internal: from clients ---

  private receive(session: string, message: Message): void {
    const { name, uri } = message;
    if (name === 'HELLO') this.clientAt(session).isWhole = true;
    const client = this.wholeAt(session);
    if (name === 'HELLO' && client.phase === 'opening') {
      client.realm = uri;
      client.features = namesOf(featuresOf({ message }, 'callee'));
    }
    if (name === 'GOODBYE' || name === 'ABORT') this.end(session);
    client.last = undefined;
    if (client.phase !== 'open' || client.realm !== this.realm || message.flaw !== undefined) return;
    const fields = this.inputOf(client, message);
    if (fields !== undefined) this.note('input', session, fields);
    if (isRequest(message)) ownRequest(client, message.request, fields !== undefined);
  }

  private inputOf(client: Client, message: Message): Fields | undefined {
    const { name, request, uri, options } = message;
    switch (name) {
      case 'REGISTER': {
        const isPattern = !isPlain(options);
        if (isPattern && client.offers.pattern_based_registration === true) {
          if (covers(uri, options, this.procedure)) this.refuseOption('match');
          return undefined;
        }
        if (uri !== this.procedure) return undefined;
        if (options.force_reregister === true) this.refuseOption('force_reregister');
        const invoke = wordIn(options, 'invoke') ?? 'single';
        if (typeof invoke !== 'string') return undefined;
        this.places++;
        const odd = isPattern ? ['pattern'] : [];
        return asked(client.requests, { type: name, request, invoke, odd, mayBeOdd: [] });
      }
      case 'UNREGISTER':
        return this.isOurs(client, message.target) ? this.unregister(client, message) : undefined;
      case 'CALL':
        return uri === this.procedure ? this.call(client, message) : undefined;
      case 'CANCEL':
        if (!client.calls.has(request)) return undefined;
        return { type: name, request, mode: modeIn(options) };
      case 'YIELD':
      case 'ERROR': {
        const invocation = client.invocations.get(request);
        if (invocation === undefined || (name === 'ERROR' && message.of !== 'INVOCATION')) return undefined;
        const payload = this.payloads.numberOf(message);
        return name === 'YIELD'
          ? { type: name, invocation, isProgress: options.progress === true, payload }
          : { type: name, invocation, error: uri, payload, odd: isCorrectUri(uri) ? [] : ['invalid URI'] };
      }
      default:
        return undefined;
    }
  }

  private unregister(client: Client, { request, target }: Message): Fields {
    const rank = client.held.indexOf(target) + 1;
    client.held = client.held.filter((id) => id !== target);
    return asked(client.requests, { type: 'UNREGISTER', request, rank });
  }

  private call(client: Client, message: Message): Fields {
    const { request, options } = message;
    if (options.progress === true) this.refuseOption('progress');
    if (wordIn(options, 'ppt_scheme') !== undefined) this.refuseOption('ppt_scheme');
    const given = client.offers.call_timeout === true ? (options.timeout ?? 0) : 0;
    const timeout = Number.isSafeInteger(given) ? (given as number) : Number.NaN;
    return asked(client.calls, {
      ...{ type: 'CALL', request, payload: this.payloads.numberOf(message) },
      ...{ timeout: timeout > 0 ? 1 : 0, mayRunOut: true },
      ...{ odd: timeout >= 0 ? [] : ['invalid timeout'], mayBeOdd: [] },
      wantsProgress: options.receive_progress === true && client.offers.progressive_call_results === true,
    });
  }

  // --- internal: to clients ---

  private send(what: Line['what'], session: string, message: Message, reason?: Reason): void {
    const client = this.wholeAt(session);
    const { name } = message;
    if (name === 'WELCOME') {
      client.phase = 'open';
      client.offers = featuresOf({ message }, 'dealer');
    }
    // The message that the router aborts the session for is none that the dealer takes.
    if (name === 'ABORT') this.lines = this.lines.filter(({ number }) => number !== client.last);
    this.isClosing = name === 'GOODBYE' && message.uri === PROBLEMS['router-closing'].uri;
    if (this.isClosing) return;
    if (name === 'ABORT' || name === 'GOODBYE') this.end(session);
    if (client.phase === 'opening' || client.realm !== this.realm) return;
    if (client.phase === 'ended') return this.sendLate(what, session, message);
    const sent = what === 'undelivered' ? this.sentBefore(client, message) : undefined;
    const fields = sent ?? this.outputOf(client, message) ?? this.strayOf(client, message);
    if (fields !== undefined) this.note(sent === undefined ? what : 'lost', session, fields, reason);
    // Its id is free again.
    if (what === 'undelivered' && name === 'INVOCATION') client.invocations.delete(message.request);
  }

  /** A message to a session that has ended; between the clients and the router, the router may not have known. */
  private sendLate(what: Line['what'], session: string, message: Message): void {
    const fields = this.isPrompt ? this.strayOf(this.clientAt(session), message) : undefined;
    if (fields !== undefined) this.note(what, session, fields);
  }

  private outputOf(client: Client, message: Message): Fields | undefined {
    const { name, request, target, options, uri, of } = message;
    switch (name) {
      case 'REGISTERED':
        if (!client.requests.has(request)) return undefined;
        this.ids.add(target);
        client.ids.set(target, true);
        client.held = [...client.held, target];
        return { type: name, request };
      case 'UNREGISTERED':
        if (request === 0 && this.isOurs(client, Number(options.registration)))
          this.refuseOption('registration, of a revocation');
        return client.requests.has(request) ? { type: name, request } : undefined;
      case 'INVOCATION': {
        if (!this.isOurs(client, target)) return undefined;
        const invocation = ++client.count;
        client.invocations.set(request, invocation);
        const isProgress = options.receive_progress === true;
        return { type: name, invocation, isProgress, payload: this.payloads.numberOf(message) };
      }
      case 'INTERRUPT': {
        const invocation = client.invocations.get(request);
        if (invocation === undefined) return undefined;
        return { type: name, invocation, mode: modeIn(options) };
      }
      case 'RESULT':
        return this.answer(client, message, {
          ...{ type: name, request, isProgress: options.progress === true },
          payload: this.payloads.numberOf(message),
        });
      case 'ERROR': {
        const payload = this.payloads.numberOf(message);
        const fields = { type: name, of: of ?? '', request, error: uri, payload };
        if (of === 'CALL') return this.answer(client, message, fields);
        const about = (of === 'CANCEL' ? client.calls : client.requests).get(request);
        if (about !== undefined && of === 'REGISTER') this.object(about, of, uri);
        return about && fields;
      }
      default:
        return undefined;
    }
  }

  /** A message that belongs to nothing in the log; undefined if it belongs to another procedure. */
  private strayOf({ others, ids }: Client, { name, request, target }: Message): Fields | undefined {
    switch (name) {
      case 'REGISTERED':
        ids.set(target, false);
        return others.requests.has(request) ? undefined : { type: name, request };
      case 'INVOCATION':
        others.invocations.add(request);
        return ids.get(target) === false ? undefined : { type: name, request };
      case 'INTERRUPT':
        return others.invocations.has(request) ? undefined : { type: name, request };
      case 'UNREGISTERED':
      case 'RESULT':
      case 'ERROR':
        return request === 0 || others.requests.has(request) ? undefined : { type: name, request };
      default:
        return undefined;
    }
  }

  /** An INVOCATION that was sent before. */
  private sentBefore({ invocations }: Client, { name, request }: Message): Fields | undefined {
    const invocation = invocations.get(request);
    return name === 'INVOCATION' && invocation !== undefined ? { type: name, invocation } : undefined;
  }

  /** An answer to a CALL, which says whether the clock may have run out. */
  private answer({ calls }: Client, { request, uri }: Message, fields: Fields): Fields | undefined {
    const called = calls.get(request);
    if (called === undefined) return undefined;
    if (fields.isProgress === true || this.answered.has(called)) return fields;
    this.answered.add(called);
    called.mayRunOut = uri === PROBLEMS['call-timed-out'].uri;
    this.object(called, 'CALL', uri);
    return fields;
  }

  /** Notes an objection of the router; it may also be the answer of a callee. */
  private object(about: Asked, type: 'REGISTER' | 'CALL', uri: string): void {
    const odd = ODD[uri]?.[type];
    if (odd !== undefined) about.mayBeOdd = [odd];
  }

  /** True for an id of the procedure; some routers have the same ids in several sessions. */
  private isOurs({ ids }: Client, id: number): boolean {
    return ids.get(id) ?? this.ids.has(id);
  }

  private refuseOption(option: string): never {
    return this.refuse(
      'messages that the module knows',
      `the option ${option}; leave its procedure out, or judge the log with "dealerchart judge"`,
    );
  }

  private refuse(expected: string, came: string): never {
    throw new Misuse('LOG_INVALID', `Expected ${expected}, but line ${this.number} has ${came}.`);
  }
}
