/** The look of the site: the default theme of VitePress, with fonts of the system, what style.css changes, and the playground. */
import type { Theme } from 'vitepress';
import DefaultTheme from 'vitepress/theme-without-fonts';
import { defineAsyncComponent } from 'vue';
import '../../library/pictures.css';
import './style.css';

export default {
  extends: DefaultTheme,
  enhanceApp({ app }) {
    app.component(
      'Playground',
      defineAsyncComponent(() => import('./play/playground.ts')),
    );
  },
} satisfies Theme;
