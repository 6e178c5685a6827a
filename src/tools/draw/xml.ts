/** Text for SVG, SCXML and the labels of Graphviz. */

/** Escapes text for XML attributes and content, and replaces characters that XML does not permit. */
export const escapeXml = (text: string): string =>
  text
    .replaceAll(/[^\t\n\r -\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, '\uFFFD')
    .replaceAll(/[&<>"]/g, (sign) => NAMES[sign as keyof typeof NAMES]);

// --- internal ---

const NAMES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
