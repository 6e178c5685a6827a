/** What somebody who has started a router for the first time can do next. */
import { existsSync } from 'node:fs';
import { packageFile } from '../tools/scenario/library/files.ts';

/** The router that was started. */
export interface Started {
  readonly url: string;
  readonly realms: readonly string[];
  /** True if clients can join without a certificate of their own or a login. */
  readonly isOpen: boolean;
  /** The name of the pages that it serves, if it does. */
  readonly pages: string | undefined;
  readonly isVerbose: boolean;
  /** True if the inspector is served. */
  readonly isInspected: boolean;
}

/** Lines for a terminal: commands and addresses, each with its effect. */
export function nextSteps({ url, realms, isOpen, pages, isVerbose, isInspected }: Started): string[] {
  const http = url.replace(/^ws/, 'http');
  const at = (path: string): string => new URL(path, http).href;
  const [realm] = realms;
  const steps: (readonly [step: string, effect: string])[] = [];
  if (isOpen && existsSync(packageFile(EXAMPLE)))
    steps.push([['node', EXAMPLE, url, realm].filter(Boolean).join(' '), 'two workers share a procedure']);
  if (isOpen)
    steps.push([
      `npx dealerchart conform ${url}${realm === undefined ? '' : ` --realm ${realm}`}`,
      'judge this router',
    ]);
  steps.push([at('/metrics'), 'its sessions and calls, in numbers']);
  if (pages !== undefined) steps.push([at('/'), pages.toLowerCase()]);
  const column = Math.max(...steps.map(([step]) => step.length));
  return [
    'Next, in another terminal or a browser:',
    ...steps.map(([step, effect]) => `  ${step.padEnd(column)}  ${effect}`),
    ...(isInspected ? [] : ['Add --inspect to watch sessions, registrations and calls in a browser.']),
    `${isVerbose ? '' : 'Add --verbose to see sessions, registrations and refusals here. '}Ctrl-C stops the router.`,
  ];
}

// --- internal ---

/** In a clone; the package has no examples. */
const EXAMPLE = 'examples/rerouting.mjs';
