/** Browser pages that may connect: those of the router itself and of listed origins, and no others. */
import { describe, expect, test } from 'vitest';
import { get, handshake } from './http.ts';
import { RawClient } from './raw.ts';
import { withRouter } from './router.ts';

const JSON_ONLY = ['wamp.2.json'];

describe('a page of another origin is refused with 403', () => {
  test.each(['http://evil.example', 'http://127.0.0.1:1', 'null'])('%s', async (origin) => {
    const { url } = await withRouter();
    const answer = await handshake(url, JSON_ONLY, { origin });
    expect(answer).toEqual({ status: 403, body: expect.stringContaining(`Pages of ${origin} may not`) });
  });

  test('whose name its owner has made lead to the router', async () => {
    const { url, port } = await withRouter();
    const host = `evil.example:${port}`;
    const answer = await handshake(url, JSON_ONLY, { origin: `http://${host}`, headers: { host } });
    expect(answer.status).toBe(403);
  });

  test('also when others are listed', async () => {
    const { url } = await withRouter({ origins: ['https://app.example'] });
    expect(await handshake(url, JSON_ONLY, { origin: 'https://evil.example' })).toMatchObject({
      status: 403,
    });
  });
});

describe('joins', () => {
  test('a client that names no origin', async () => {
    const { url } = await withRouter();
    await RawClient.join(url);
  });

  test('a page of the router', async () => {
    const { url, port } = await withRouter();
    await RawClient.join(url, {}, { origin: `http://127.0.0.1:${port}` });
  });

  test('a page of an origin that is listed', async () => {
    const { url } = await withRouter({ origins: ['https://app.example', 'http://localhost:5173'] });
    await RawClient.join(url, {}, { origin: 'https://app.example' });
    await RawClient.join(url, {}, { origin: 'http://localhost:5173' });
  });

  test.each(['http://evil.example', 'null'])('with * any page, also of origin %s', async (origin) => {
    const { url } = await withRouter({ origins: ['*'] });
    await RawClient.join(url, {}, { origin });
  });
});

test('/healthz needs no origin', async () => {
  const { url } = await withRouter();
  expect(await get(url.replace(/\/ws$/, '/healthz'))).toMatchObject({ status: 200 });
});

test.each([['app.example'], ['https://app.example/page'], [''], [7]])(
  'with the origin %j, which is none, a router does not start',
  async (origin) => {
    await expect(withRouter({ origins: [origin] as never })).rejects.toMatchObject({
      code: 'OPTION_INVALID',
      message: expect.stringContaining('Expected a list of origins'),
    });
  },
);
