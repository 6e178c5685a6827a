/** The look of the site: the default theme of VitePress, with fonts of the system, and what style.css changes. */
import DefaultTheme from 'vitepress/theme-without-fonts';
import '../../library/pictures.css';
import './style.css';

export default DefaultTheme;
