/** Text for SVG and SCXML, both of which are XML. */

/** A text as it stands in XML, in an attribute or between tags. */
export const escapeXml = (text: string): string =>
  text.replaceAll(/[&<>"]/g, (sign) => NAMES[sign as keyof typeof NAMES]);

// --- internal ---

const NAMES = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };
