/** Static pages for browsers: the files of a folder, and nothing else. */
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, relative } from 'node:path';

/** Answers a request for a page. */
export type Site = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

/**
 * Serves the files that a folder has now. Requests are looked up in a list of them, so no path leads out of the folder.
 *
 * @param folder with an `index.html`, and maybe a `404.html`
 * @returns the handler of requests: a page is also found without `.html`, and a folder by its `index.html`
 * @throws the system's error if the folder cannot be read
 */
export function openSite(folder: string): Site {
  const files = new Map(
    filesIn(folder).map((file) => [`/${relative(folder, file).replaceAll('\\', '/')}`, file]),
  );
  return async ({ method = '', url = '/' }, response) => {
    if (method !== 'GET' && method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return send(response, 405, 'text/plain', 'Expected GET or HEAD.\n');
    }
    const path = pathOf(url);
    if (path !== undefined && files.has(`${path}/index.html`)) {
      response.setHeader('Location', encodeURI(`${path}/`));
      return send(response, 308, 'text/plain', `This folder is at ${path}/.\n`);
    }
    const found = [path, `${path}.html`, `${path}index.html`].find((name = '') => files.has(name));
    const name = found ?? '/404.html';
    const body = await readFile(files.get(name) ?? '').catch(() => 'There is no such page.\n');
    // The names of assets have a hash in them.
    if (name.startsWith('/assets/'))
      response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
    send(
      response,
      found === undefined ? 404 : 200,
      typeof body === 'string' ? 'text/plain' : typeOf(name),
      body,
    );
  };
}

// --- internal ---

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  json: 'application/json',
  svg: 'image/svg+xml',
  txt: 'text/plain',
  xml: 'application/xml',
};
const OTHERS: Readonly<Record<string, string>> = {
  ico: 'image/x-icon',
  png: 'image/png',
  woff2: 'font/woff2',
};

/** Content security policy: pages load only from the site itself. */
const POLICY = "default-src 'self' 'unsafe-inline'; img-src 'self' data:; frame-ancestors 'none'";

const filesIn = (folder: string): string[] =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));

/** The requested path; undefined if it cannot be decoded. */
function pathOf(url: string): string | undefined {
  try {
    return decodeURIComponent(url.replace(/[?#].*$/, ''));
  } catch {
    return undefined;
  }
}

function typeOf(name: string): string {
  const extension = name.split('.').at(-1) ?? '';
  const text = TYPES[extension];
  return text === undefined ? (OTHERS[extension] ?? 'application/octet-stream') : `${text}; charset=utf-8`;
}

function send(response: ServerResponse, status: number, type: string, body: string | Buffer): void {
  response.statusCode = status;
  response.setHeader('Content-Type', type);
  response.setHeader('Content-Length', Buffer.byteLength(body));
  response.setHeader('Content-Security-Policy', POLICY);
  response.setHeader('X-Content-Type-Options', 'nosniff');
  response.end(body);
}
