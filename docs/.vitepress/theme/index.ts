/** The look of the site: the default theme of VitePress with fonts of the system, what style.css and page/ add, and the playground. */
import { onContentUpdated, type Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import { defineAsyncComponent, h } from 'vue';
import '../../library/pictures.css';
import './style.css';
import './figures.css';
import './home.css';
import { searchable } from '../search.ts';
import { watchEdges } from './page/edges.ts';
import { makeEnlargeable } from './page/enlarge.ts';
import { copyLinks } from './page/links.ts';
import { playFlows } from './page/player.ts';
import { Version } from './page/versions.ts';

export default {
  extends: DefaultTheme,
  Layout: () => h(DefaultTheme.Layout, null, { 'nav-bar-title-after': () => h(Version) }),
  enhanceApp({ app, siteData }) {
    siteData.value = searchable(siteData.value);
    app.component(
      'Playground',
      defineAsyncComponent(() => import('./play/playground.ts')),
    );
  },
  setup() {
    copyLinks();
    onContentUpdated(() => {
      const page = document.querySelector<HTMLElement>('.VPContent');
      if (page === null) return;
      makeEnlargeable(page);
      playFlows(page);
      watchEdges(page);
    });
  },
} satisfies Theme;
