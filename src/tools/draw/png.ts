/** Pictures as PNG, by packages that are loaded only here. */
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';
import { type FixedStyle, FONTS } from './scheme.ts';

export interface PngOptions {
  /** Width in pixels; that of the SVG times `scale` if omitted. */
  readonly width?: number | undefined;
  /** Pixels for each pixel of the SVG: 2 if omitted. */
  readonly scale?: number | undefined;
}

/**
 * Draws an SVG of this project as a PNG. Text has the fonts of a package, so a picture is the same on every machine; a
 * character that they lack, such as one of East Asia, is looked up in the fonts of the system.
 *
 * @param svg as drawn, with its own style
 * @param style replaces that style
 * @throws Error if a package is missing, which says how to install it, or if the picture has too many pixels
 */
export function drawPng(
  svg: string,
  { css, page }: FixedStyle,
  { width, scale = 2 }: PngOptions,
): Uint8Array {
  checkSize(svg, width, scale);
  const { Resvg } = load<typeof import('@resvg/resvg-js')>('@resvg/resvg-js');
  const picture = new Resvg(
    svg.replace(/<style>[\s\S]*?<\/style>/, () => `<style>${css}</style>`),
    {
      background: page,
      fitTo: width === undefined ? { mode: 'zoom', value: scale } : { mode: 'width', value: width },
      font: {
        fontFiles: FACES.map((face) => pathOf(`dejavu-fonts-ttf/ttf/${face}.ttf`)),
        loadSystemFonts: UNCOVERED.test(svg),
        defaultFontFamily: FONTS.text,
      },
    },
  );
  return picture.render().asPng();
}

// --- internal ---

/** The packages, none of which is installed with this one. */
const PACKAGES = ['@resvg/resvg-js', 'dejavu-fonts-ttf'];

const FACES = [
  'DejaVuSansMono',
  'DejaVuSansMono-Bold',
  'DejaVuSans',
  'DejaVuSans-Bold',
  'DejaVuSans-Oblique',
];

/** Characters that these fonts lack: the scripts of East Asia, and emoji. */
const UNCOVERED = /[\u1100-\u11ff\u2e80-\ud7ff\uf900-\ufaff\u{1f000}-\u{10ffff}]/u;

const MOST_PIXELS = 100_000_000;

function checkSize(svg: string, width: number | undefined, scale: number): void {
  const [, across = 0, down = 0] = (/viewBox="0 0 (\d+) (\d+)"/.exec(svg) ?? []).map(Number);
  const zoom = width === undefined ? scale : width / across;
  const size = [across, down].map((pixels) => Math.ceil(pixels * zoom)) as [number, number];
  if (size[0] * size[1] <= MOST_PIXELS) return;
  throw new Error(
    `Expected a picture of at most ${MOST_PIXELS / 1e6} million pixels, but ${size.join(' x ')} came; choose a smaller --scale or --width.`,
  );
}

/** Path of a file of a package: of one beside this package, or of one in the folder of the command. */
function pathOf(file: string): string {
  for (const base of [import.meta.url, pathToFileURL(`${process.cwd()}/`)]) {
    try {
      return createRequire(base).resolve(file);
    } catch {
      // It may be in the next place.
    }
  }
  const name = PACKAGES.find((one) => file.startsWith(one));
  throw new Error(
    `Expected the packages ${PACKAGES.join(' and ')} for a PNG, but there is no ${name}. Install them: npm install ${PACKAGES.join(' ')}`,
  );
}

function load<Module>(name: string): Module {
  const path = pathOf(name);
  try {
    return createRequire(import.meta.url)(path);
  } catch (error) {
    throw new Error(`Expected ${name} to draw a PNG, but it cannot be loaded: ${(error as Error).message}`);
  }
}
