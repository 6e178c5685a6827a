/** The page for missing pages: that of VitePress is empty until a script has run. */
import { withBase } from '../settings.ts';

export const notFound = (): string => `<!doctype html>
<html lang="en-GB">
  <head>
    <meta charset="utf-8">
    <meta name="viewport" content="width=device-width">
    <title>Page not found | Dealerchart</title>
    <style>
      :root { color-scheme: light dark; font: 16px/1.6 system-ui, sans-serif }
      a { color: inherit }
      body { max-width: 40rem; margin: 15vh auto; padding: 0 1.5rem }
    </style>
  </head>
  <body>
    <main>
      <h1>Page not found</h1>
      <p>It may have been renamed. <a href="${withBase('/')}">The home page</a> leads to all other pages.</p>
    </main>
  </body>
</html>
`;
