/** Configuration of the site: navigation, look and search. */
import { cpSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type DefaultTheme, defineConfig } from 'vitepress';
import { markdown } from './markdown.ts';
import { NOT_FOUND } from './pages/not-found.ts';
import { sidebar } from './sidebar.ts';
import { withoutScripts } from './theme/without-scripts.ts';

export default async () =>
  defineConfig({
    lang: 'en-GB',
    title: 'Dealerchart',
    description: 'The executable specification of the WAMP dealer: shared registrations and call re-routing.',
    // The theme's prefetching cannot read links in pictures.
    router: { prefetchLinks: false },
    head: [['link', { rel: 'icon', href: 'data:,' }]],
    transformPageData: ({ relativePath, frontmatter }) =>
      isWide(relativePath) ? { frontmatter: { ...frontmatter, aside: false, pageClass: 'wide' } } : {},
    markdown: await markdown(),
    buildEnd: ({ srcDir, outDir }) => {
      writeFileSync(join(outDir, '404.html'), NOT_FOUND);
      // The pictures as files, which documents link.
      cpSync(join(srcDir, 'diagrams'), join(outDir, 'diagrams'), { recursive: true });
    },
    vite: {
      css: { postcss: { plugins: [withoutScripts] } },
      build: { chunkSizeWarningLimit: 2_000 }, // docs/mutants.md is long.
    },
    themeConfig: {
      search: {
        provider: 'local',
        options: {
          // The accessible name of the button should contain the key, too.
          translations: { button: { buttonText: 'Search', buttonAriaLabel: 'Search (K)' } },
          _render: wordsOf,
        },
      },
      outline: [2, 3],
      nav: [
        { text: 'Guides', link: '/consult.md' },
        { text: 'Recipes', link: '/recipes/' },
        { text: 'Rules', link: '/rules.md' },
        { text: 'Charts', link: '/charts/' },
        { text: 'Scenarios', link: '/library/' },
        { text: 'API', link: '/api/' },
      ],
      sidebar: sidebar(),
    },
  });

// --- internal ---

/** Pages of wide tables and pictures. */
const WIDE = [
  'routers.md',
  'readings.md',
  'coverage.md',
  'diagrams.md',
  'library/index.md',
  'conformance/index.md',
];
const isWide = (page: string): boolean => WIDE.includes(page) || page.startsWith('charts/');

type Renderer = Parameters<NonNullable<DefaultTheme.LocalSearchOptions['_render']>>[2];

/** Searchable text of a page: without colours and pictures, and empty for sources. */
function wordsOf(text: string, env: { relativePath?: string }, renderer: Renderer): string {
  // The thousands of mutants would hide the pages about the mutated code.
  if (env.relativePath === 'mutants.md') return '';
  if (/^---\n[\s\S]*?^search: false$/m.test(text)) return '';
  renderer.options.highlight = null;
  return renderer.render(text, env).replace(/<figure[\s\S]*?<\/figure>/g, '');
}
