/** The site: what is where, and how Markdown becomes pages. */
import { defineConfig } from 'vitepress';
import { LANGUAGES } from './languages.ts';
import { documentOn, linkFrom } from './places.ts';
import { sidebar } from './sidebar.ts';

export default defineConfig({
  lang: 'en-GB',
  title: 'Dealerchart',
  description: 'The executable specification of the WAMP dealer: shared registrations and call re-routing.',
  markdown: {
    languages: LANGUAGES,
    theme: { light: 'github-light-high-contrast', dark: 'github-dark-high-contrast' },
    config: (md) => {
      md.core.ruler.push('links_of_documents', ({ tokens, env }) => {
        const document = env.relativePath && documentOn(env.relativePath);
        if (!document) return;
        for (const token of tokens.flatMap(({ children }) => children ?? [])) {
          const link = token.attrGet('href');
          if (token.type === 'link_open' && link !== null) token.attrSet('href', linkFrom(document, link));
        }
      });
      // What is too wide for a page can be scrolled, with the keyboard too.
      md.renderer.rules.table_open = () => '<div class="table" tabindex="0" role="region" aria-label="Table">\n<table>\n';
      md.renderer.rules.table_close = () => '</table>\n</div>\n';
    },
  },
  themeConfig: {
    search: { provider: 'local' },
    outline: 'deep',
    nav: [
      { text: 'Guides', link: '/scenarios.md' },
      { text: 'Rules', link: '/rules.md' },
      { text: 'Charts', link: '/chart/' },
      { text: 'Scenarios', link: '/library/' },
      { text: 'API', link: '/api/' },
    ],
    sidebar: sidebar(),
  },
});
