/** Roles of a session, for the box of its lifeline. */
import { CLIENT_ROLES } from '../../../../machines/vocabulary.ts';

/**
 * @param details those of a HELLO, as JSON
 * @returns the roles of a client that they announce; `client` if there is none
 */
export function rolesIn(details: string | undefined): readonly string[] {
  try {
    const { roles } = JSON.parse(details ?? '');
    const known = Object.entries(roles)
      .filter(([, role]) => typeof role === 'object' && role !== null && !Array.isArray(role))
      .map(([name]) => name)
      .filter((name) => (CLIENT_ROLES as readonly string[]).includes(name));
    return known.length > 0 ? known : ['client'];
  } catch {
    return ['client'];
  }
}
