/** A login for clients of the suite that may use no procedure outside of their prefix. */
import { type Authenticator, principals } from '../../src/router/index.ts';

export const SUITE = { method: 'wampcra', authid: 'suite', secret: 'secret text of the suite' } as const;

/** @param prefix of the procedures that the suite may register and call */
export function admitting(prefix: string): Authenticator {
  const permission = { uri: `${prefix}.`, match: 'prefix', register: true, call: true } as const;
  return principals({
    realms: {
      realm1: {
        roles: { suite: { permissions: [permission] } },
        principals: [{ authid: SUITE.authid, role: 'suite', wampcra: { secret: SUITE.secret } }],
      },
    },
  });
}
