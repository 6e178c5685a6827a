/** Pages about the state of a router, for supervisors and monitoring: `/healthz`, `/readyz` and `/metrics`. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { CONTENT_TYPE } from './exposition.ts';
import type { RouterSize } from './size.ts';

/** The sources of the pages. */
export interface StatusSources {
  readonly sizes: () => RouterSize;
  /** True while the router accepts WebSockets. */
  readonly isOpen: () => boolean;
  /** The text of `/metrics`. */
  readonly metrics: () => string;
}

/** Answers a request for one of the pages; false if it is for something else. */
export type StatusPages = (request: IncomingMessage, response: ServerResponse) => boolean;

/**
 * Makes the pages. None contains anything that clients choose, so reading one reveals no names; none is cached, and none
 * can be embedded in a page of another origin.
 */
export function statusPages({ sizes, isOpen, metrics }: StatusSources): StatusPages {
  const pages: Readonly<Record<string, () => Page>> = {
    '/healthz': () => ({ status: 200, type: JSON_TYPE, body: lineOf({ status: 'ok', ...sizes() }) }),
    '/readyz': () =>
      isOpen()
        ? { status: 200, type: JSON_TYPE, body: lineOf({ status: 'ready' }) }
        : { status: 503, type: JSON_TYPE, body: lineOf({ status: 'draining' }) },
    '/metrics': () => ({ status: 200, type: CONTENT_TYPE, body: metrics() }),
  };
  return ({ url = '', method = '' }, response) => {
    const path = url.replace(/\?.*$/, '');
    const page = Object.hasOwn(pages, path) ? pages[path] : undefined;
    if (page === undefined) return false;
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    if (method === 'GET' || method === 'HEAD') send(response, page());
    else {
      response.setHeader('Allow', 'GET, HEAD');
      send(response, { status: 405, type: 'text/plain', body: 'Expected GET or HEAD.\n' });
    }
    return true;
  };
}

// --- internal ---

interface Page {
  readonly status: number;
  readonly type: string;
  readonly body: string;
}

const JSON_TYPE = 'application/json';

const lineOf = (value: object): string => `${JSON.stringify(value)}\n`;

function send(response: ServerResponse, { status, type, body }: Page): void {
  response.statusCode = status;
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', Buffer.byteLength(body));
  response.end(body);
}
