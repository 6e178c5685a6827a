/** Values of TLA+. */

/** Records are objects, and sequences are lists. */
export type Value = string | number | boolean | readonly Value[] | { readonly [key: string]: Value };

/** A value as TLA+ writes it. */
export function valueText(value: Value): string {
  if (typeof value === 'string') return stringText(value);
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number') return `${value}`;
  if (isList(value)) return `<<${value.map(valueText).join(', ')}>>`;
  const fields = Object.entries(value).map(([key, one]) => `${key} |-> ${valueText(one)}`);
  return `[${fields.join(', ')}]`;
}

/** A text as a string, whose characters are those of ASCII that can be printed; others by their code. */
export const stringText = (text: string): string =>
  `"${text.replace(/[^ -z|}~]/gu, (one) => `{${one.codePointAt(0)?.toString(16)}}`).replace(/["\\]/g, '\\$&')}"`;

// --- internal ---

const isList = (value: Value): value is readonly Value[] => Array.isArray(value);
