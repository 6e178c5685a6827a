/** URLs in what is printed and written. */

/** The URL without a name and a password, and without its query, which may be a token. */
export const withoutSecrets = (url: string): string =>
  url.replace(/\/\/[^/?#]*@/, '//').replace(/\?[^#]+/, '?...');
