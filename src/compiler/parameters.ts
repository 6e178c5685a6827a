/** Parameters of a step, which decide whether the generated code passes the event to it. */

/**
 * True if a function may have more parameters than its `length`. That counts neither parameters from the
 * first default on, nor a rest, nor uses of `arguments`. The text of a bound function cannot be read.
 */
export function hidesParameters(step: (...parameters: never) => unknown): boolean {
  if (step.length >= 2) return false;
  const text = withoutWords(Function.prototype.toString.call(step));
  if (/\[native code\]|\barguments\b/.test(text)) return true;
  const list = parametersIn(text);
  return list === undefined || /=|\.\.\./.test(list);
}

// --- internal ---

/** The code, with nothing in its strings, and without comments. */
const withoutWords = (text: string): string =>
  text.replace(
    /'(?:\\.|[^'\\\n])*'|"(?:\\.|[^"\\\n])*"|`(?:\\.|[^`\\])*`|\/\*[\s\S]*?\*\/|\/\/[^\n]*/g,
    (found) => (found.startsWith('/') ? '' : "''"),
  );

/** The list of parameters without what is inside of a parameter; undefined if it has no end. */
function parametersIn(text: string): string | undefined {
  if (/^(async\s+)?[\w$]+\s*=>/.test(text)) return '';
  let depth = 0;
  let list = '';
  for (const sign of text.slice(text.indexOf('('))) {
    if (')]}'.includes(sign)) depth -= 1;
    if (depth === 0 && list !== '') return list;
    if (depth === 1) list += sign;
    if ('([{'.includes(sign)) {
      if (depth === 0) list = ' ';
      depth += 1;
    }
  }
  return undefined;
}
