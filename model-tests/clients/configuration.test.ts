/** Configuration files of `dealerchart serve`: what they set, their mistakes, and the schema. */
import {
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  writeFileSync,
} from 'node:fs';
import { rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Ajv } from 'ajv';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { READING_IDS } from '../../machines/readings.ts';
import { Mistake, readConfiguration } from '../../src/cli/configuration.ts';
import { configurationSchema } from '../../src/cli/schema.ts';
import { SETTINGS } from '../../src/cli/settings.ts';
import { flagOf, LIMIT_NAMES } from '../../src/router/limits.ts';
import { fingerprintOf, pathOf, TRUSTED } from './certificates.ts';
import { get } from './http.ts';
import { dealerchart, type Program, serve } from './process.ts';
import { RawClient } from './raw.ts';
import { certificateAt } from './secure.ts';

const folder = mkdtempSync(join(tmpdir(), 'dealerchart-configuration-'));
const file = join(folder, 'router.json');
const isRoot = process.getuid?.() === 0;
afterAll(() => rm(folder, { recursive: true, force: true }));
beforeEach(() => mkdirSync(join(folder, 'pages'), { recursive: true }));

/** Writes the configuration file. */
function configure(content: unknown): string {
  writeFileSync(file, typeof content === 'string' ? content : JSON.stringify(content));
  return file;
}

function mistakesIn(content: unknown): string[] {
  try {
    readConfiguration(configure(content));
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(Mistake);
    return (error as Error).message.split('\n').map((line) => line.replace(`${file}`, 'FILE'));
  }
}

/** A value for each setting. */
const EVERYTHING = {
  $schema: './schemas/router.json',
  host: '127.0.0.1',
  port: 0,
  path: '/wamp',
  realms: ['orders', 'billing'],
  readings: { gate: 'announced' },
  origins: ['https://app.example', '*'],
  tlsCert: 'server.crt',
  tlsKey: 'server.key',
  trustProxy: ['loopback', '10.0.0.0/8'],
  principals: 'principals.json',
  site: 'pages',
  inspect: true,
  inspectToken: 'inspector.token',
  verbose: true,
  logCalls: true,
  log: 'json',
  onShutdown: 'goodbye',
  drain: 0,
  record: 'recording.ndjson',
  ...Object.fromEntries(LIMIT_NAMES.map((name) => [name, 12_345])),
};

/** Wrong values, and the sentence about each. */
const WRONG: readonly (readonly [content: object, sentence: string])[] = [
  [{ port: '80' }, 'FILE: Expected a whole number from 0 to 65535 at port, but "80" came.'],
  [{ port: 65_536 }, 'FILE: Expected a whole number from 0 to 65535 at port, but 65536 came.'],
  [{ path: 'ws' }, 'FILE: Expected a path that begins with a slash at path, but "ws" came.'],
  [{ realms: 'orders' }, 'FILE: Expected a list of realms, each a URI at realms, but "orders" came.'],
  [
    { realms: ['orders', 'a..b'] },
    'FILE: Expected a URI: parts joined by dots, none of them empty at realms[1], but "a..b" came.',
  ],
  [{ readings: { gate: 'never' } }, 'FILE: Expected any or announced at readings.gate, but "never" came.'],
  [{ readings: [] }, 'FILE: Expected an object with an option for each reading at readings, but [] came.'],
  [{ verbose: 'yes' }, 'FILE: Expected true or false at verbose, but "yes" came.'],
  [{ log: 'xml' }, 'FILE: Expected text or json at log, but "xml" came.'],
  [
    { maxSessions: 0 },
    'FILE: Expected a whole number from 1 to 9007199254740991 at maxSessions, but 0 came.',
  ],
  [
    { pingInterval: -1 },
    'FILE: Expected milliseconds above 0, at most 2147483647 at pingInterval, but -1 came.',
  ],
  [{ site: '' }, 'FILE: Expected a folder at site, but "" came.'],
  [
    { trustProxy: ['proxy.example'] },
    'FILE: Expected an address, a network such as 10.0.0.0/8, or loopback, linklocal or uniquelocal at trustProxy[0], but "proxy.example" came.',
  ],
  [{ relms: ['orders'] }, 'FILE: Expected a known name, but relms came. Did you mean realms'],
  [{ readings: { gates: 'any' } }, 'FILE: Expected a known name, but readings.gates came. Did you mean gate'],
  [{ constructor: 1 }, 'FILE: Expected a known name, but constructor came.'],
];

describe('a configuration file', () => {
  test('can have every setting, with paths relative to its folder', () => {
    expect(Object.keys(EVERYTHING).slice(1)).toEqual(Object.keys(SETTINGS));
    const { $schema, ...expected } = EVERYTHING;
    expect(readConfiguration(configure(EVERYTHING))).toEqual({
      ...expected,
      tlsCert: join(folder, 'server.crt'),
      tlsKey: join(folder, 'server.key'),
      principals: join(folder, 'principals.json'),
      site: join(folder, 'pages'),
      inspectToken: join(folder, 'inspector.token'),
      record: join(folder, 'recording.ndjson'),
    });
  });

  test('as in docs/serve.md is right', () => {
    const page = readFileSync(new URL('../../docs/serve.md', import.meta.url), 'utf8');
    const [, example = ''] = /```json\n(.*?)```/s.exec(page) ?? [];
    expect(readConfiguration(configure(example))).toMatchObject({
      realms: ['orders', 'billing'],
      tlsKey: join(folder, 'tls/server.key'),
    });
  });

  test('may begin with the mark that some editors write', () => {
    expect(readConfiguration(configure('\uFEFF{"port": 0}'))).toEqual({ port: 0 });
  });

  test.each(WRONG)('that is %j gets a sentence', (content, sentence) => {
    const [mistake = '', ...others] = mistakesIn(content);
    expect(mistake.slice(0, sentence.length)).toBe(sentence);
    expect(others).toEqual([]);
  });

  test('gets a sentence for each of its mistakes', () => {
    expect(mistakesIn({ port: -1, realms: ['', 'a b'], hots: '' })).toHaveLength(4);
  });

  test.each([
    ['{ "port": 80, }', 'FILE:1:15: Expected JSON: '],
    ['{\n  "port" 80\n}', 'FILE:2:10: Expected JSON: '],
    ['', 'FILE: Expected JSON: '],
    ['[]', 'FILE: Expected an object with settings, but [] came.'],
    ['null', 'FILE: Expected an object with settings, but null came.'],
  ])('that is %j is refused', (content, sentence) => {
    const [mistake] = mistakesIn(content);
    expect(mistake).toContain(sentence);
  });

  test('that is not there is an error', () => {
    expect(() => readConfiguration(join(folder, 'nowhere.json'))).toThrow(
      'nowhere.json cannot be read; choose another file with --config',
    );
  });
});

describe('the schema', () => {
  const accepts = new Ajv({ strict: true, allErrors: true }).compile(configurationSchema());

  test('is in the repository as it is made, and has a description of each setting and reading', () => {
    const text = readFileSync(new URL('../../schemas/router.json', import.meta.url), 'utf8');
    const { properties } = JSON.parse(text);
    expect(text).toBe(`${JSON.stringify(configurationSchema(), null, 2)}\n`);
    const names = Object.keys(SETTINGS).filter((name) => typeof properties[name].description !== 'string');
    const readings = READING_IDS.filter((id) => !properties.readings.properties[id].description);
    expect([names, readings]).toEqual([[], []]);
  });

  test('accepts what the check accepts', () => {
    accepts(EVERYTHING);
    expect(accepts.errors).toBeNull();
    expect(accepts({})).toBe(true);
  });

  test.each(WRONG)('refuses %j', (content) => {
    expect(accepts(content)).toBe(false);
  });
});

describe('dealerchart serve --config', () => {
  test('serves as the file says', async () => {
    writeFileSync(join(folder, 'pages/index.html'), 'a page');
    configure({ port: 0, path: '/wamp', realms: ['orders'], site: 'pages', maxSessionsPerAddress: 1 });
    const { url, port } = await serve('--config', file);
    expect(url).toMatch(/\/wamp$/);
    expect(await get(`http://127.0.0.1:${port}/`)).toEqual({ status: 200, body: 'a page' });
    await RawClient.join(url, {}, { realm: 'orders' });
  });

  test('is overridden by the command line', async () => {
    configure({ port: 1, path: '/wamp', realms: ['orders', 'billing'], readings: { sameSession: 'refuse' } });
    const { url, lines } = await serve(
      ...['--config', file, '--port', '0', '--path', '/ws', '--realm', 'sales'],
      ...['--reading', 'gate=announced'],
    );
    expect(url).toMatch(/\/ws$/);
    expect(lines[0]).toContain('serves realm sales on');
  });

  test('ends with 2 and a line for each mistake', async () => {
    const program = dealerchart('serve', '--config', configure({ port: -1, hots: '' }));
    expect(await program.ended).toBe(2);
    expect(program.stderr.split('\n')).toEqual([
      `error: ${file}: Expected a whole number from 0 to 65535 at port, but -1 came.`,
      expect.stringContaining(`error: ${file}: Expected a known name, but hots came. Did you mean host`),
      '',
    ]);
    expect(program.stdout).toBe('');
  });

  test('knows each limit by its name, and the command line by its flag', () => {
    expect(LIMIT_NAMES.map((name) => SETTINGS[name]?.flag.split(' ')[0])).toEqual(LIMIT_NAMES.map(flagOf));
  });
});

describe('dealerchart serve --check-config', () => {
  const check = async (content: object, ...args: string[]): Promise<[unknown, string]> => {
    const program: Program = dealerchart('serve', '--check-config', '--config', configure(content), ...args);
    return [await program.ended, program.stdout + program.stderr];
  };

  test('ends with 0 for what is in order, without listening and writing', async () => {
    for (const part of ['crt', 'key'] as const)
      copyFileSync(pathOf('one', part), join(folder, `server.${part}`));
    const guests = { anonymous: { role: 'guest' }, roles: { guest: { permissions: [] } } };
    const principals = { realms: { orders: guests, billing: guests } };
    writeFileSync(join(folder, 'principals.json'), JSON.stringify(principals));
    writeFileSync(join(folder, 'inspector.token'), 'only-for-this-test\n');
    const { port } = await serve();
    const content = { ...EVERYTHING, port: Number(port), record: 'unwritten.ndjson' };
    expect(await check(content)).toEqual([0, 'The configuration is in order.\n']);
    expect(existsSync(join(folder, 'unwritten.ndjson'))).toBe(false);
  });

  test.each<[string, object, string]>([
    ['a wrong value', { port: -1 }, 'Expected a whole number from 0 to 65535 at port'],
    ['a certificate without a key', { tlsCert: 'server.crt' }, 'Expected --tls-key beside --tls-cert'],
    [
      'principals that are not there',
      { principals: 'none.json' },
      'none.json: Expected a file of principals',
    ],
    [
      'a realm without principals',
      { principals: 'principals.json', realms: ['orders', 'shop'] },
      'Expected a realm of',
    ],
    ['a key without a certificate', { tlsKey: 'server.key' }, 'Expected --tls-cert beside --tls-key'],
    [
      'a certificate that is not there',
      { tlsCert: 'none.crt', tlsKey: 'server.key' },
      `none.crt cannot be read; choose another file with --tls-cert`,
    ],
    [
      'the key of another certificate',
      { tlsCert: pathOf('one', 'crt'), tlsKey: pathOf('other', 'key') },
      'Expected the private key of the certificate for DNS:localhost, IP Address:127.0.0.1',
    ],
    ['a site that is not there', { site: 'none' }, 'Expected a folder as the option site, but '],
    ['a recording in no folder', { record: 'none/r.ndjson' }, 'r.ndjson cannot be written'],
    ['a recording below a file', { record: `${pathOf('one', 'crt')}/r.ndjson` }, 'is no folder)'],
    ['a recording that is a folder', { record: 'pages' }, 'pages cannot be written'],
  ])('ends with 2 for %s', async (_, content, sentence) => {
    const [code, output] = await check(content);
    expect([code, output]).toEqual([2, expect.stringContaining(sentence)]);
    expect(output).not.toContain('    at ');
  });

  test('names each file that cannot be used', async () => {
    const [code, output] = await check({ site: 'none', record: 'none/r.ndjson' });
    expect([code, output.trim().split('\n').length]).toEqual([2, 2]);
  });

  test.skipIf(isRoot)('ends with 2 for a recording that may not be written', async () => {
    const sealed = join(folder, 'sealed.ndjson');
    writeFileSync(sealed, '');
    chmodSync(sealed, 0o400);
    expect((await check({ record: 'sealed.ndjson' }))[0]).toBe(2);
  });

  test('ends with 2 for a wrong flag, and needs no file', async () => {
    expect((await check({}, '--port', 'nonsense'))[0]).toBe(2);
    expect(await dealerchart('serve', '--check-config').ended).toBe(0);
  });
});

describe('SIGHUP', () => {
  const [cert, key] = [join(folder, 'live.crt'), join(folder, 'live.key')];
  const install = (crt: 'one' | 'other', secret: 'one' | 'other' = crt): void => {
    copyFileSync(pathOf(crt, 'crt'), cert);
    copyFileSync(pathOf(secret, 'key'), key);
  };

  test('makes new connections get the certificate that is in the files now', async () => {
    install('one');
    const router = await serve('--tls-cert', cert, '--tls-key', key, '--verbose', '--log', 'json');
    expect(router.url).toMatch(/^wss:/);
    const client = await RawClient.join(router.url, {}, { ca: TRUSTED });
    expect(await certificateAt(router.port)).toBe(fingerprintOf('one'));
    install('other');
    router.kill('SIGHUP');
    const line = JSON.parse(await router.line(/certificate replaced/));
    expect(line).toMatchObject({ fingerprint: fingerprintOf('other'), until: expect.any(String) });
    expect(await certificateAt(router.port)).toBe(fingerprintOf('other'));
    expect(await client.received()).toEqual([]);
  });

  test('changes nothing if the files do not fit, and says so', async () => {
    install('one');
    const router = await serve('--tls-cert', cert, '--tls-key', key);
    install('one', 'other');
    router.kill('SIGHUP');
    await expect
      .poll(() => router.stderr)
      .toContain('The certificate was not replaced, and the earlier one stays in use: ');
    expect(await certificateAt(router.port)).toBe(fingerprintOf('one'));
    await RawClient.join(router.url, {}, { ca: TRUSTED });
  });

  test('does not end a router without TLS', async () => {
    const router = await serve();
    router.kill('SIGHUP');
    const client = await RawClient.join(router.url);
    expect(await client.received()).toEqual([]);
    router.kill('SIGTERM');
    expect(await router.ended).toBe(0);
    expect(router.stderr).toBe('');
  });
});
