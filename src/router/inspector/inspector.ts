/**
 * The inspector of a router: a page, and the data for it over HTTP.
 *
 * Dealers are observed only while a page is open. Everything is read: no request changes the router.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { DEFAULT_READINGS, type Readings } from '../../../machines/readings.ts';
import type { Clock } from '../clock.ts';
import type { Report } from '../guard.ts';
import { FIXED_LIMITS } from '../limits.ts';
import type { Metrics } from '../metrics.ts';
import type { Realm } from '../realm.ts';
import type { Realms } from '../realms.ts';
import { type Assets, protect, readAssets } from './assets.ts';
import { Durations } from './durations.ts';
import { Feed } from './feed.ts';
import { Filter } from './filter.ts';
import { Gate } from './gate.ts';
import type { CallName, EndedRow, Numbers, Story as StoryData, Tick } from './protocol.ts';
import type { Story } from './story.ts';
import { callTable, registrationRow, registrationTable, sessionTable } from './tables.ts';
import { Watch } from './watch.ts';

export interface InspectorOptions {
  /** Secret that requests for data must have; undefined for requests from this machine only. */
  readonly token: string | undefined;
  /** Host that the router listens on. */
  readonly host: string;
  readonly agent: string;
  readonly readings: Partial<Readings>;
  readonly realms: Realms;
  readonly metrics: Metrics;
  readonly clock: Clock;
  /** Reports a failure of the inspector, which then ends. */
  readonly report: Report;
}

/** Path of the page. */
export const INSPECT_PATH = '/inspect/';

export class Inspector {
  private readonly options: InspectorOptions;
  private readonly assets: Assets;
  private readonly gate: Gate;
  private readonly feeds: Feed[] = [];
  private readonly watches = new Map<string, Watch>();
  private readonly durations = new Durations();
  private timer: NodeJS.Timeout | undefined;
  private ticks = 0;
  private busy = performance.eventLoopUtilization();

  /** @throws Error if the page has not been built */
  constructor(options: InspectorOptions) {
    this.options = options;
    this.assets = readAssets();
    this.gate = new Gate(options.token, options.host);
  }

  /** Answers a request; false if it is not for the inspector. */
  answer(request: IncomingMessage, response: ServerResponse): boolean {
    const { pathname, searchParams } = new URL(request.url ?? '', 'http://router');
    if (pathname === INSPECT_PATH.slice(0, -1)) {
      response.setHeader('Location', INSPECT_PATH);
      say(response, 308, `The inspector is at ${INSPECT_PATH}.`);
      return true;
    }
    if (!pathname.startsWith(INSPECT_PATH)) return false;
    protect(response);
    const file = pathname.slice(INSPECT_PATH.length);
    const asset = this.assets.get(file);
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      say(response, 405, 'Expected GET or HEAD.');
    } else if (asset !== undefined) send(response, 200, asset.type, asset.body);
    else this.answerData(file, searchParams, request, response);
    return true;
  }

  /** Ends all streams. */
  close(): void {
    for (const feed of this.feeds) feed.end();
    this.feeds.length = 0;
    this.rest();
  }

  // --- internal ---

  private answerData(
    file: string,
    query: URLSearchParams,
    request: IncomingMessage,
    response: ServerResponse,
  ): void {
    const refusal = this.gate.refusalOf(request);
    if (refusal !== undefined) {
      if (refusal.status === 401) response.setHeader('WWW-Authenticate', 'Bearer');
      say(response, refusal.status, refusal.sentence);
    } else if (file === 'stream') this.open(query, request, response);
    else if (file === 'call') this.tell(query, response);
    else say(response, 404, `The inspector has no ${INSPECT_PATH}${file}.`);
  }

  private open(query: URLSearchParams, request: IncomingMessage, response: ServerResponse): void {
    const most = FIXED_LIMITS.inspectorPages.value;
    if (this.feeds.length >= most)
      return say(response, 503, `There are ${most} pages of the inspector open, as many as there may be.`);
    response.setHeader('Content-Type', 'application/x-ndjson; charset=utf-8');
    response.setHeader('X-Accel-Buffering', 'no');
    if (request.method === 'HEAD') return void response.end();
    const charts = (query.get('charts') ?? 'session,registration,call').split(',');
    const feed = new Feed(response, new Filter(query.get('find') ?? '', charts));
    response.once('close', () => {
      const place = this.feeds.indexOf(feed);
      if (place < 0) return;
      this.feeds.splice(place, 1);
      if (this.feeds.length === 0) this.rest();
    });
    if (this.feeds.length === 0) this.wake();
    this.feeds.push(feed);
    const { agent } = this.options;
    feed.write({ opening: { agent, readings: this.changedReadings(), interval: INTERVAL } });
    this.tick(feed, this.numbers(), true);
  }

  private tell(query: URLSearchParams, response: ServerResponse): void {
    const name: CallName = {
      realm: query.get('realm') ?? '',
      caller: Number(query.get('caller')),
      request: Number(query.get('request')),
    };
    const story = this.watches.get(name.realm)?.stories.find(name);
    if (story === undefined)
      return say(
        response,
        404,
        'This call is not known any more: only the latest ones are kept, while a page is open.',
      );
    send(response, 200, JSON_TYPE, JSON.stringify(this.storyData(story)));
  }

  private storyData(story: Story): StoryData {
    const { lines, more, isPartial, isEnded } = story;
    const { message, hasPayload } = story.opening;
    const watch = this.watches.get(story.realm) as Watch;
    const registration = watch.parts.procedures.get(story.fullProcedure);
    return {
      ...story.row(this.options.clock.now()),
      options: message[2] as StoryData['options'],
      hasPayload,
      isEnded,
      isPartial,
      lines,
      more,
      since: story.since,
      registration: registration && registrationRow(watch, registration),
    };
  }

  /** Begins to observe all realms, and those that are opened later. */
  private wake(): void {
    const { realms, clock } = this.options;
    const openedAt = clock.now();
    const watch = (name: string, realm: Realm): void => {
      const options = {
        feeds: this.feeds,
        durations: this.durations,
        fail: (error: unknown) => this.fail(error),
      };
      this.watches.set(name, new Watch(name, realm, openedAt, options));
    };
    realms.onOpened = watch;
    realms.onClosed = (name) => void this.watches.delete(name);
    for (const [name, realm] of realms.entries()) watch(name, realm);
    this.busy = performance.eventLoopUtilization();
    this.durations.take();
    this.timer = setInterval(() => this.tickAll(), INTERVAL);
    this.timer.unref();
  }

  /** Stops observing. */
  private rest(): void {
    const { realms } = this.options;
    clearInterval(this.timer);
    realms.onOpened = undefined;
    realms.onClosed = undefined;
    for (const watch of this.watches.values()) watch.end();
    this.watches.clear();
  }

  private fail(error: unknown): void {
    this.close();
    this.options.report(`The inspector failed, and its pages were closed: ${(error as Error)?.message}`);
  }

  private tickAll(): void {
    try {
      this.ticks++;
      const numbers = this.numbers();
      for (const feed of this.feeds) {
        if (!feed.isBehind) this.tick(feed, numbers, this.ticks % SLOWER === 0);
        feed.renew();
      }
      for (const { stories } of this.watches.values()) stories.renew();
    } catch (error) {
      this.fail(error);
    }
  }

  private tick(feed: Feed, numbers: Numbers, isWhole: boolean): void {
    const { filter } = feed;
    const realms = [...this.watches.values()];
    const tick: Tick = {
      numbers,
      calls: callTable(realms, filter, numbers.at),
      ended: this.ended(filter, numbers.at),
      transitions: feed.transitions(),
    };
    const tables = isWhole && {
      sessions: sessionTable(realms, filter),
      registrations: registrationTable(realms, filter),
    };
    feed.write({ ...tick, ...tables });
  }

  /** The latest calls that have ended, and the latest notable ones. */
  private ended(filter: Filter, now: number): readonly EndedRow[] {
    const all = [...this.watches.values()]
      .flatMap(({ stories }) => stories.kept())
      .filter(({ procedure, caller, request, state, outcome = '' }) =>
        filter.takesCall(procedure, caller, request, [state, outcome]),
      )
      .sort((one, other) => (other.endedAt as number) - (one.endedAt as number));
    const notable = all.filter((story) => story.isNotable).slice(0, ENDED_ROWS);
    const latest = all.slice(0, Math.max(ENDED_ROWS - notable.length, ENDED_ROWS / 2));
    const rows = new Set([...latest, ...notable]);
    return all.filter((story) => rows.has(story)).map((story) => story.row(now));
  }

  private numbers(): Numbers {
    const { realms, metrics, clock } = this.options;
    const now = performance.eventLoopUtilization();
    const { utilization } = performance.eventLoopUtilization(now, this.busy);
    this.busy = now;
    return {
      at: clock.now(),
      ...realms.sizes(),
      totals: metrics.totals(),
      latency: this.durations.take(),
      busy: utilization,
      memory: process.memoryUsage.rss(),
    };
  }

  private changedReadings(): Readonly<Record<string, string>> {
    const changed = Object.entries(this.options.readings).filter(
      ([id, option]) => option !== undefined && option !== DEFAULT_READINGS[id as keyof Readings],
    );
    return Object.fromEntries(changed);
  }
}

// --- internal ---

/** Interval between two ticks, in milliseconds. */
const INTERVAL = 250;
/** Number of ticks for each that has the tables of sessions and registrations. */
const SLOWER = 4;
/** Number of calls that have ended in a tick. */
const ENDED_ROWS = 40;

const JSON_TYPE = 'application/json; charset=utf-8';

const say = (response: ServerResponse, status: number, sentence: string): void =>
  send(response, status, 'text/plain; charset=utf-8', `${sentence}\n`);

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.statusCode = status;
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', Buffer.byteLength(body));
  response.end(body);
}
