/** Rules of announced roles and features. */
import { inferred, must, type Rule } from './rule.ts';

export const ANNOUNCEMENTS = {
  'FA-1': must(
    'shared / Feature Announcement',
    'A dealer that shares registrations announces `shared_registration`, in WELCOME.',
  ),
  'FA-2': must(
    'reroute / Feature Announcement',
    'A dealer that re-routes refused calls announces `call_reroute`, in WELCOME.',
  ),
  'FA-3': inferred(
    'shared / Feature Announcement',
    'Callees announce `shared_registration` in HELLO; the text makes nothing depend on it, and neither does the dealer.',
    'The section binds callees, and no section says what a dealer does with one that has not announced it.',
  ),
  'FA-4': must('reroute / Feature Announcement', 'Callees announce `call_reroute` in HELLO.'),
  'FA-5': must(
    'passthru / Feature Announcement',
    'A CALL, YIELD or PUBLISH with a `ppt_scheme` aborts the session, unless router and client both announced `payload_passthru_mode`.',
  ),
  'FA-6': must(
    'invocations / Feature Announcement',
    'A CALL with `progress` aborts the session, unless dealer and caller both announced `progressive_call_invocations`.',
  ),
  'FA-7': must(
    'cancel / Feature Announcement',
    'A dealer that cancels calls announces `call_canceling`, in WELCOME.',
  ),
  'FA-8': must(
    'timeout / Feature Announcement',
    'A dealer that ends calls by their timeout announces `call_timeout`, in WELCOME.',
  ),
  'FA-9': must(
    'progress / Feature Announcement',
    'A dealer that passes progressive results on announces `progressive_call_results`, in WELCOME.',
  ),
  'FA-10': must(
    'revocation / Feature Announcement',
    'A dealer that revokes registrations announces `registration_revocation`, in WELCOME.',
  ),
} as const satisfies Record<string, Rule>;
