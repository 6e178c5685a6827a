/** The frame of HTML reports: what is text stays text, and nothing is requested. */
import { expect, test } from 'vitest';
import { escapeHtml, page } from './page.ts';

test('has its title, style, body and script where they belong', () => {
  const html = page({ title: 'A & B', body: '<h1>C</h1>', style: '.d { color: red }', script: 'let e = 1;' });
  expect(html).toMatch(/^<!doctype html>\n<html lang="en">/);
  expect(html).toContain('<title>A &amp; B</title>');
  expect(html).toMatch(/<style>[\s\S]*\.d \{ color: red \}<\/style>/);
  expect(html).toMatch(/<main>\n<h1>C<\/h1>\n<\/main>/);
  expect(html).toContain('<script>let e = 1;</script>');
});

test('permits its own script only, and requests nothing', () => {
  const policy = (script?: string): string | undefined =>
    /Content-Security-Policy" content="([^"]*)"/.exec(
      page({ title: '', body: '', ...(script === undefined ? {} : { script }) }),
    )?.[1];
  expect(policy()).toMatch(/^default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri/);
  // The hash of `1` by openssl.
  expect(policy('1')).toContain("script-src 'sha256-a4ayc/80/OGda4BO/1o/V0etpOqiLx1JwB5S3beHW0s='");
  expect(page({ title: '', body: '' })).not.toContain('<script');
});

test('escapes text for content and attributes', () => {
  expect(escapeHtml('<a href="b">&\u0001')).toBe('&lt;a href=&quot;b&quot;&gt;&amp;\ufffd');
});
