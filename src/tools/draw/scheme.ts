/** Styles in one colour scheme, with what simple renderers understand. */

export type Scheme = 'light' | 'dark';

/** A style in one scheme. */
export interface FixedStyle {
  /** Content of the `<style>` of a picture. */
  readonly css: string;
  /** Colour of the page behind it. */
  readonly page: string;
}

export type FixedStyles = Readonly<Record<Scheme, FixedStyle>>;

/** Fonts of every picture that follows no reader. */
export const FONTS = { text: 'DejaVu Sans', code: 'DejaVu Sans Mono' } as const;

/**
 * Puts the colours and the fonts of a scheme into a style.
 *
 * @param rules without media queries; a rule for something that only a browser has, such as a pointer, is left out
 * @param colours by the name of their custom property, without its dashes
 * @param page name of the colour of the page, at the end of that of its property
 */
export function fixed(rules: string, colours: object, page: string): FixedStyle {
  const values = new Map<string, string>(Object.entries(colours));
  const css = rules
    .replace(/^[^\n{]*:(hover|focus-visible)[^\n]*$/gm, '')
    .replaceAll(':root', '')
    .replace(/var\(--([\w-]+)\)/g, (_, name) => values.get(name) as string)
    .replace(/font: ?(\d{3})? ?([\d.]+)px ([^;}]+)/g, (_, weight, size, family) => {
      const font = /mono/i.test(family) ? FONTS.code : FONTS.text;
      return `font-weight: ${weight ?? 'normal'}; font-size: ${size}px; font-family: "${font}"`;
    });
  return { css, page: [...values].find(([name]) => name.endsWith(page))?.[1] as string };
}
