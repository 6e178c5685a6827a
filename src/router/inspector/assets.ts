/** The files of the inspector's page, which `npm run build` makes from src/tools/inspector. */
import { readFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';

export type Assets = ReadonlyMap<string, Asset>;

/** A file with its type. */
interface Asset {
  readonly type: string;
  readonly body: Buffer;
}

/**
 * Reads the files.
 *
 * @throws Error if they have not been built
 */
export function readAssets(): Assets {
  try {
    return new Map(
      FILES.map(([path, file, type]) => [path, { type, body: readFileSync(new URL(file, FOLDER)) }]),
    );
  } catch (error) {
    throw new Error(
      `Expected the page of the inspector in the package, but it cannot be read; in a clone, run npm run build (${(error as Error).message})`,
    );
  }
}

/** Sets the headers that all answers of the inspector have: nothing is kept, embedded, or loaded from elsewhere. */
export function protect(response: ServerResponse): void {
  response.setHeader('Cache-Control', 'no-store');
  response.setHeader('Content-Security-Policy', POLICY);
  response.setHeader('Cross-Origin-Opener-Policy', 'same-origin');
  response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
  response.setHeader('Referrer-Policy', 'no-referrer');
  response.setHeader('X-Content-Type-Options', 'nosniff');
}

// --- internal ---

/** The folder in the build, also when this file is run from its source. */
const FOLDER = new URL(
  import.meta.url.includes('/dist/') ? 'page/' : '../../../dist/src/router/inspector/page/',
  import.meta.url,
);

/** Path, name and type of each file. */
const FILES = [
  ['', 'page.html', 'text/html; charset=utf-8'],
  ['page.js', 'page.js', 'text/javascript; charset=utf-8'],
  ['page.css', 'page.css', 'text/css; charset=utf-8'],
  ['call.svg', 'call.svg', 'image/svg+xml'],
  ['icon.svg', 'icon.svg', 'image/svg+xml'],
] as const;

const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');
