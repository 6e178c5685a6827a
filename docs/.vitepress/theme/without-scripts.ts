/**
 * Dark scheme for readers without scripts.
 *
 * The theme is dark where a script has put the class `dark` on the root. A PostCSS plugin repeats each such rule for
 * readers who prefer dark pages and run no scripts.
 */
import postcss, { type Plugin, type Rule } from 'postcss';

const WHEN = 'screen and (scripting: none) and (prefers-color-scheme: dark)';

export const withoutScripts: Plugin = {
  postcssPlugin: 'dark-without-scripts',
  OnceExit(root) {
    root.walkRules(ON_DARK, (rule) => {
      const { parent } = rule;
      if (parent?.type === 'atrule' && 'name' in parent && parent.name === 'media') return;
      rule.after(new postcss.AtRule({ name: 'media', params: WHEN, nodes: [onRoot(rule)] }));
    });
  },
};

// --- internal ---

/** The class on the root, except in `:not()`. Its replacement `:root:root` has a higher specificity. */
const ON_DARK = /(?<!:not\()(html)?\.dark\b/;

const onRoot = (rule: Rule): Rule => {
  const dark = rule.selectors.filter((selector) => ON_DARK.test(selector));
  return rule.clone({ selectors: dark.map((selector) => selector.replace(ON_DARK, ':root:root')) });
};
