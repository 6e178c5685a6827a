/**
 * Search of the site: names such as `no_available_callee` and `CR-7` are one word, and also the words they consist of.
 *
 * VitePress sends these functions to the browser as text, so each of them stands alone.
 */
import type { DefaultTheme } from 'vitepress';

/** Options of MiniSearch, for the index and for queries. */
export const SEARCH = {
  options: { tokenize },
  searchOptions: {
    tokenize: tokenizeQuery,
    prefix: (term: string) => term.length > 2 && !/\d$/.test(term),
    fuzzy: (term: string) => (/[\d._-]/.test(term) ? false : 0.2),
    boost: { title: 4, text: 1, titles: 1 },
    boostDocument: (id: string) => {
      // What the specification says comes before pages that mention it.
      if (/\/(rules|errors|readings)\.html#./.test(id)) return 2;
      if (/\/library\//.test(id)) return 0.7;
      if (/\/(api|decisions|project|conformance)\/|\/(conformance-cases|coverage|errata)\.html/.test(id))
        return 0.4;
      return 1;
    },
  },
} satisfies DefaultTheme.LocalSearchOptions['miniSearch'];

// --- internal ---

/** Words of a text: names, the last part of a URI, and the words of which names consist. */
function tokenize(text: string): string[] {
  const names = text.match(/[\p{L}\p{N}]+(?:[._-][\p{L}\p{N}]+)*/gu) ?? [];
  return names.flatMap((name) => {
    // Ids of rules, statements and versions are found as a whole.
    if (/^[A-Za-z]{2,3}-\d+$|^[\d.]+$/.test(name)) return [name];
    const parts = name.split(/[._-]/);
    const last = name.includes('.') && name.includes('_') ? [name.slice(name.lastIndexOf('.') + 1)] : [];
    return parts.length > 1 ? [name, ...last, ...parts] : [name];
  });
}

/** Words of a query: a name is searched as such. */
function tokenizeQuery(text: string): string[] {
  const names = text.match(/[\p{L}\p{N}]+(?:[._-][\p{L}\p{N}]+)*/gu) ?? [];
  const words = names.filter((name) => !/^(a|after|an|by|for|in|is|of|on|or|the|to|when|with)$/i.test(name));
  return words.length === 0 ? names : words;
}
