/** Files that the settings of `dealerchart serve` name. */
import { accessSync, constants, existsSync, readFileSync, statSync } from 'node:fs';
import { dirname } from 'node:path';
import { type Principals, type RouterOptions, readPrincipals } from '../router/index.ts';
import { exposureOf, isToken, SHORTEST_TOKEN } from '../router/inspector/gate.ts';
import type { Tls } from '../router/resources.ts';
import { openSite } from '../router/site.ts';
import { checkTls } from '../router/tls.ts';
import { Mistake } from './configuration.ts';
import type { Settings } from './settings.ts';

/**
 * Reads the certificate and its key.
 *
 * @returns undefined if there is no TLS
 * @throws Mistake if one of them is missing or unreadable, or they do not match
 */
export function readTls({ tlsCert, tlsKey }: Settings): Tls | undefined {
  if (tlsCert === undefined && tlsKey === undefined) return undefined;
  if (tlsCert === undefined || tlsKey === undefined) {
    const [missing, given] = tlsCert === undefined ? ['cert', 'key'] : ['key', 'cert'];
    throw new Mistake(
      `Expected --tls-${missing} beside --tls-${given}: TLS needs a certificate and its key.`,
    );
  }
  const tls = { cert: read(tlsCert, 'tls-cert'), key: read(tlsKey, 'tls-key') };
  try {
    checkTls(tls);
  } catch (error) {
    throw new Mistake(`${tlsCert} and ${tlsKey} cannot be used: ${(error as Error).message}`);
  }
  return tls;
}

/**
 * Reads the file of principals.
 *
 * @returns undefined if clients are not authenticated
 * @throws Mistake if it cannot be read or has a mistake, or a realm has no principals
 */
export function readClients({ principals, realms = [] }: Settings): Principals | undefined {
  if (principals === undefined) return undefined;
  const known = readPrincipals(principals);
  const missing = realms.find((realm) => !known.realms.includes(realm));
  if (missing === undefined) return known;
  throw new Mistake(
    `Expected a realm of ${principals} (${known.realms.join(', ')}) as --realm, but ${missing} came: nobody could join it.`,
  );
}

/**
 * Reads who may open the inspector.
 *
 * @returns the option of the router
 * @throws Mistake if the token is missing, unreadable or too short
 */
export function readInspection(settings: Settings, environment = process.env): RouterOptions['inspect'] {
  const { inspect = false, inspectToken: file } = settings;
  if (!inspect) {
    if (file === undefined) return false;
    throw new Mistake(
      'Expected --inspect beside --inspect-token: the token is for the page of the inspector.',
    );
  }
  const token = file === undefined ? environment[TOKEN] : read(file, 'inspect-token').trim();
  if (token === undefined || token === '') {
    const exposure = exposureOf(settings);
    if (exposure === undefined && file === undefined) return true;
    throw new Mistake(exposure ?? `Expected a token in ${file}, but the file is empty.`);
  }
  if (isToken(token)) return { token };
  throw new Mistake(
    `Expected a token of at least ${SHORTEST_TOKEN} characters without blanks in ${file ?? TOKEN}, but another text came. To make one: openssl rand -hex 24`,
  );
}

/** Sentences about the files that cannot be used. Nothing is written. */
export function mistakesIn(settings: Settings, now = Date.now()): string[] {
  const { site, record } = settings;
  const checks = [
    () => checkDates(settings, now),
    () => void readClients(settings),
    () => void readInspection(settings),
    () => void (site && openSite({ folder: site })),
    () => void (record && checkWritable(record)),
  ];
  return checks.flatMap((check) => {
    try {
      check();
      return [];
    } catch (error) {
      return [(error as Error).message];
    }
  });
}

// --- internal ---

/** Variable of the environment with the token of the inspector. */
const TOKEN = 'DEALERCHART_INSPECT_TOKEN';

function read(file: string, flag: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new Mistake(
      `${file} cannot be read; choose another file with --${flag} (${(error as Error).message})`,
    );
  }
}

function checkDates(settings: Settings, now: number): void {
  const tls = readTls(settings);
  if (tls === undefined) return;
  const { validFrom, validTo } = checkTls(tls);
  if (now > Date.parse(validTo)) throw new Mistake(`${settings.tlsCert} expired at ${validTo}; renew it`);
  if (now < Date.parse(validFrom))
    throw new Mistake(`${settings.tlsCert} is not valid before ${validFrom}; check the clock`);
}

function checkWritable(file: string): void {
  try {
    const isThere = existsSync(file);
    if (isThere && statSync(file).isDirectory()) throw new Error('it is a folder');
    const folder = dirname(file);
    if (!isThere && !statSync(folder).isDirectory()) throw new Error(`${folder} is no folder`);
    accessSync(isThere ? file : folder, constants.W_OK);
  } catch (error) {
    throw new Mistake(
      `${file} cannot be written; choose another file with --record (${(error as Error).message})`,
    );
  }
}
