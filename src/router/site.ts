/** Static pages for browsers: the files of a folder, and nothing else. */
import { realpathSync, statSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { join, relative, sep } from 'node:path';
import send from 'send';
import { Misuse } from '../dealer/misuse.ts';
import type { SiteOptions } from './resources.ts';

/**
 * Answers a request for a page.
 *
 * @param otherwise answers in its place if there is no page at that path
 */
export type Site = (
  request: IncomingMessage,
  response: ServerResponse,
  otherwise?: () => void,
) => Promise<void>;

/**
 * Serves the files of a folder, as they are when they are requested. No path leads out of the folder, not even through a
 * symbolic link, and names that begin with a dot are not served.
 *
 * @returns the handler of requests: a page is also found without `.html`, and a folder by its `index.html`
 * @throws Misuse if the folder cannot be read
 */
export function openSite({ folder, policy, hashed }: SiteOptions): Site {
  const root = rootOf(folder);
  return async (request, response, otherwise) => {
    const { url = '/' } = request;
    const path = pathOf(url);
    const page = path === undefined ? undefined : await pageAt(root, path);
    if (page === undefined && otherwise !== undefined) return otherwise();
    if (policy !== undefined) response.setHeader('Content-Security-Policy', policy);
    response.setHeader('X-Content-Type-Options', 'nosniff');
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      response.setHeader('Allow', 'GET, HEAD');
      return say(response, 405, 'Expected GET or HEAD.');
    }
    if (page === 'folder') {
      response.setHeader('Location', `${encoded(`${path}/`)}${/\?.*$/.exec(url)?.[0] ?? ''}`);
      return say(response, 308, `This folder is at ${path}/.`);
    }
    const file = page ?? (await fileAt(root, '/404.html'));
    if (file === undefined) return say(response, 404, 'There is no such page.');
    if (page === undefined) response.statusCode = 404;
    if (hashed !== undefined && page !== undefined && path?.startsWith(hashed))
      response.setHeader('Cache-Control', 'public, max-age=31536000, immutable');
    await transfer(root, file, request, response);
  };
}

// --- internal ---

/** The real path of a folder. */
function rootOf(folder: string): string {
  try {
    const root = realpathSync(folder);
    if (statSync(root).isDirectory()) return root;
  } catch (error) {
    throw wrong(`cannot be read (${(error as Error).message})`);
  }
  throw wrong('is a file');

  function wrong(why: string): Misuse {
    return new Misuse('OPTION_INVALID', `Expected a folder as the option site, but ${folder} ${why}.`);
  }
}

/** The requested path; undefined if it cannot be decoded, or no file is served under such a path. */
function pathOf(url: string): string | undefined {
  let path: string;
  try {
    path = decodeURIComponent(url.replace(/[?#].*$/s, ''));
  } catch {
    return undefined;
  }
  return HARMLESS.test(path) ? path : undefined;
}

/** Segments after slashes, none of them empty and none beginning with a dot; the path may end with a slash. */
const HARMLESS = /^(\/(?!\.)[^/\\\0]+)*\/?$/s;

/** The file for a path, `folder` if the path lacks the slash at its end, and undefined if there is nothing. */
async function pageAt(root: string, path: string): Promise<string | undefined> {
  if (path.endsWith('/')) return fileAt(root, `${path}index.html`);
  if ((await fileAt(root, `${path}/index.html`)) !== undefined) return 'folder';
  return (await fileAt(root, path)) ?? (await fileAt(root, `${path}.html`));
}

/** The path of a served file below the root; undefined if there is none. */
async function fileAt(root: string, path: string): Promise<string | undefined> {
  const file = await realpath(join(root, path)).catch(() => undefined);
  if (file === undefined || !file.startsWith(root.endsWith(sep) ? root : `${root}${sep}`)) return undefined;
  const name = `/${relative(root, file).replaceAll(sep, '/')}`;
  if (!HARMLESS.test(name)) return undefined;
  return (await stat(file).catch(() => undefined))?.isFile() ? name : undefined;
}

/** Sends a file, with its type, for conditional requests and for ranges. */
function transfer(
  root: string,
  name: string,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const isFound = response.statusCode === 200;
  return new Promise((resolve) => {
    response.once('close', resolve);
    send(request, encoded(name), { root, index: false, acceptRanges: isFound, etag: isFound })
      .on('error', ({ status, headers }: { status: number; headers?: Record<string, string> }) => {
        if (response.headersSent) return void response.destroy();
        for (const [header, value] of Object.entries(headers ?? {})) response.setHeader(header, value);
        say(response, status, 'The page cannot be sent as requested.');
      })
      .pipe(response);
  });
}

const encoded = (path: string): string => path.split('/').map(encodeURIComponent).join('/');

function say(response: ServerResponse, status: number, sentence: string): void {
  const body = `${sentence}\n`;
  response.statusCode = status;
  response.setHeader('Content-Type', 'text/plain; charset=utf-8');
  response.setHeader('Content-Length', Buffer.byteLength(body));
  response.end(body);
}
