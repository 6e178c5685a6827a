/** Participants of a vector, each with the roles and features of its HELLO. */
import type { Action, Scenario } from '../scenario/scenario.ts';
import { REALM } from '../scenario/systems/system.ts';
import { evaluate } from '../scenario/words.ts';
import { ROLES, type VectorSession } from './vector.ts';

/** The sessions of a scenario, in the order in which they appear. */
export function sessionsOf({ steps }: Scenario): VectorSession[] {
  const names = steps.flatMap(({ action }) =>
    action.does === 'connect' || action.does === 'join' ? [action.session] : [],
  );
  return [...new Set(names)].map((name) => {
    const hellos = steps.flatMap(({ action }) =>
      'session' in action && action.session === name ? [helloOf(action)] : [],
    );
    const roles = Object.assign({}, ...hellos.map((hello) => hello?.roles)) as Record<string, unknown>;
    const known = Object.keys(roles).filter((role) => ROLES.includes(role));
    const features = known
      .map((role) => [role, featuresOf(roles[role])] as const)
      .filter(([, { length }]) => length > 0);
    const realm = hellos.find((hello) => hello !== undefined)?.realm;
    return {
      session_id: name,
      ...(known.length === 0 ? {} : { roles: known }),
      ...(realm === undefined ? {} : { realm }),
      ...(features.length === 0 ? {} : { x_features: Object.fromEntries(features) }),
    };
  });
}

// --- internal ---

/** The roles and features of an action; undefined for anything but a valid HELLO. */
function helloOf(action: Action): { readonly realm: string; readonly roles: object } | undefined {
  if (action.does === 'join') return { realm: REALM, roles: action.roles };
  if (action.does !== 'send' || action.message.type !== 'HELLO') return undefined;
  const [realm, details] = action.message.fields.map(({ term }) => evaluate(term, (id) => id));
  const { roles } = (details ?? {}) as { roles?: unknown };
  return typeof realm === 'string' && isDict(roles) ? { realm, roles } : undefined;
}

function featuresOf(role: unknown): string[] {
  const features = isDict(role) ? (role as { features?: unknown }).features : undefined;
  return isDict(features)
    ? Object.entries(features).flatMap(([name, value]) => (value === true ? [name] : []))
    : [];
}

const isDict = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
