/** Rules of the revocation of registrations. */
import { decided, must, type Rule } from './rule.ts';

export const REVOCATION = {
  'RV-1': decided(
    '0035',
    'A REGISTER with `force_reregister` of a client that has the permission for it revokes the registration of the procedure, whatever its policy, and opens another one with another id.',
    'revocation / Registration Revocation',
  ),
  'RV-2': decided(
    '0035',
    'Without that permission `force_reregister` is ignored. With it, a REGISTER that would be refused for a vacant procedure, too, gets the same ERROR and revokes nothing.',
    'revocation / Registration Revocation',
  ),
  'RV-3': must(
    'revocation / Extending UNREGISTERED',
    'A callee that announced `registration_revocation` gets UNREGISTERED with the request id 0 for each registration id that it loses by a revocation: Details have the id, and may have a reason.',
  ),
  'RV-4': must(
    'revocation / Feature Announcement',
    'A callee that did not announce `registration_revocation` gets no message about a revocation.',
  ),
} as const satisfies Record<string, Rule>;
