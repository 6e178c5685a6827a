/** A PNG without its packages says how to install them; with them, it has the colours and the text of the SVG. */
import { inflateSync } from 'node:zlib';
import { afterEach, expect, test, vi } from 'vitest';
import { FIXED_STYLES as FLOW } from './flow/style.ts';
import { FIXED_STYLES as CHART } from './statechart/style.ts';

afterEach(() => {
  vi.doUnmock('node:module');
  vi.resetModules();
});

const SVG = [
  '<svg xmlns="http://www.w3.org/2000/svg" class="flow" viewBox="0 0 40 20" width="40" height="20">',
  '<style>.flow { fill: var(--x) }</style>',
  '<rect class="page" width="40" height="20"/><text x="2" y="15">CALL</text></svg>',
].join('');

test.each(['@resvg/resvg-js', 'dejavu-fonts-ttf'])('without %s, it says what to install', async (missing) => {
  vi.doMock('node:module', async (original) => {
    const { createRequire } = await original<typeof import('node:module')>();
    const without = (base: string | URL): NodeJS.Require => {
      const found = createRequire(base);
      const resolve = (name: string): string => {
        if (name.startsWith(missing)) throw new Error('not found');
        return found.resolve(name);
      };
      return Object.assign((name: string) => found(name), found, { resolve });
    };
    return { createRequire: without };
  });
  const { drawPng } = await import('./png.ts');
  expect(() => drawPng(SVG, FLOW.light, {})).toThrow(
    `Expected the packages @resvg/resvg-js and dejavu-fonts-ttf for a PNG, but there is no ${missing}. Install them: npm install @resvg/resvg-js dejavu-fonts-ttf`,
  );
});

test.each(['light', 'dark'] as const)('in the %s scheme, page and text have its colours', async (scheme) => {
  const { drawPng } = await import('./png.ts');
  const pixels = pixelsOf(drawPng(SVG, FLOW[scheme], { scale: 4 }));
  expect(pixels[0]).toBe(FLOW[scheme].page);
  const ink = scheme === 'light' ? '#1f2328' : '#e6e9ee';
  expect(pixels.filter((colour) => colour === ink).length).toBeGreaterThan(100);
});

test('a fixed style has no custom properties, no media queries, and nothing for a pointer', () => {
  for (const { css, page } of [FLOW.light, FLOW.dark, CHART.light, CHART.dark]) {
    expect(css).not.toMatch(/var\(|@media|:(root|hover|focus|where)|undefined/);
    expect(page).toMatch(/^#[0-9a-f]{6}$/);
  }
});

test('a picture of too many pixels is refused before it is drawn', async () => {
  const { drawPng } = await import('./png.ts');
  expect(() => drawPng(SVG.replace('40 20"', '40 4000000"'), FLOW.light, {})).toThrow(
    'Expected a picture of at most 100 million pixels, but 80 x 8000000 came; choose a smaller --scale or --width.',
  );
});

/** The colour of each pixel of a PNG of 8-bit RGBA. */
function pixelsOf(png: Uint8Array): string[] {
  const bytes = Buffer.from(png);
  const width = bytes.readUInt32BE(16);
  const data: Buffer[] = [];
  for (let at = 8; at < bytes.length; ) {
    const length = bytes.readUInt32BE(at);
    if (bytes.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(bytes.subarray(at + 8, at + 8 + length));
    at += length + 12;
  }
  const raw = inflateSync(Buffer.concat(data));
  const line = 4 * width;
  const colours: string[] = [];
  let above: Buffer = Buffer.alloc(line);
  for (let at = 0; at < raw.length; at += line + 1) {
    const row = unfiltered(raw[at] as number, raw.subarray(at + 1, at + 1 + line), above);
    for (let x = 0; x < line; x += 4) colours.push(`#${row.toString('hex', x, x + 3)}`);
    above = row;
  }
  return colours;
}

/** A row of a PNG without its filter, by the row above it. */
function unfiltered(filter: number, row: Buffer, above: Buffer): Buffer {
  const out = Buffer.alloc(row.length);
  for (const [index, byte] of row.entries()) {
    const [a, b, c] = [out[index - 4] ?? 0, above[index] as number, above[index - 4] ?? 0];
    const guess = a + b - c;
    const [pa, pb, pc] = [Math.abs(guess - a), Math.abs(guess - b), Math.abs(guess - c)];
    const paeth = pa <= pb && pa <= pc ? a : pb <= pc ? b : c;
    const by = [0, a, b, Math.floor((a + b) / 2), paeth][filter] as number;
    out[index] = byte + by;
  }
  return out;
}
