/** Search of the site: names such as `no_available_callee` and `CR-7` are one word, and also the words they consist of. */
import type { DefaultTheme, SiteData } from 'vitepress';

type Options = DefaultTheme.LocalSearchOptions;

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
} satisfies Options['miniSearch'];

/**
 * Adds the options of MiniSearch where `Object.keys` does not find them. Else VitePress would send their functions to the
 * browser as text, and the content security policy does not let a page run text.
 */
export const withSearch = (options: Options): Options =>
  Object.defineProperty(options, 'miniSearch', { value: SEARCH });

/** The data of the site with the same options, for a page. */
export function searchable(site: SiteData): SiteData {
  const { search } = site.themeConfig;
  const options: Options = { ...search.options, miniSearch: SEARCH };
  return { ...site, themeConfig: { ...site.themeConfig, search: { ...search, options } } };
}

// --- internal ---

/** Words of a text: names, the last part of a URI, and the words of which names consist. */
function tokenize(text: string): string[] {
  return namesIn(text).flatMap((name) => {
    // Ids of rules, statements and versions are found as a whole.
    if (/^[A-Za-z]{2,3}-\d+$|^[\d.]+$/.test(name)) return [name];
    const parts = name.split(/[._-]/);
    const last = name.includes('.') && name.includes('_') ? [name.slice(name.lastIndexOf('.') + 1)] : [];
    return parts.length > 1 ? [name, ...last, ...parts] : [name];
  });
}

/** Words of a query: a name is searched as such. */
function tokenizeQuery(text: string): string[] {
  const names = namesIn(text);
  const words = names.filter((name) => !/^(a|after|an|by|for|in|is|of|on|or|the|to|when|with)$/i.test(name));
  return words.length === 0 ? names : words;
}

const namesIn = (text: string): string[] => text.match(/[\p{L}\p{N}]+(?:[._-][\p{L}\p{N}]+)*/gu) ?? [];
