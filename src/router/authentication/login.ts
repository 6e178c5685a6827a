/** The login of one client: passes the questions of its dealer to the authenticator, and the answers back. */
import type { Principal, SessionKey } from '../../../machines/vocabulary.ts';
import type { Question } from '../../dealer/parts.ts';
import type { Realm } from '../realm.ts';
import type { Authenticator, Challenge, Transport } from './authenticator.ts';

export interface LoginOptions {
  readonly authenticator: Authenticator;
  readonly realm: Realm;
  readonly key: SessionKey;
  readonly transport: Transport;
  /** Receives the error of an authenticator that failed. */
  readonly report: (error: unknown) => void;
}

export class Login {
  private readonly options: LoginOptions;
  /** The challenge that the client answers. */
  private challenge: Challenge | undefined;
  private isOver = false;

  constructor(options: LoginOptions) {
    this.options = options;
  }

  /** Answers a question of the dealer once the authenticator has decided. */
  async ask(question: Question): Promise<void> {
    const { realm, key, report } = this.options;
    try {
      const verdict = await this.decide(question);
      if (this.isOver) return;
      if (verdict === undefined) realm.deny(key);
      else if ('verify' in verdict) {
        this.challenge = verdict;
        realm.challenge(key, verdict.method, verdict.extra);
      } else realm.admit(key, verdict);
    } catch (error) {
      if (this.isOver) return;
      report(error);
      realm.fail(key);
    }
  }

  /** Ends the login of a client that is gone. */
  cancel(): void {
    this.isOver = true;
    this.challenge?.cancel?.();
  }

  // --- internal ---

  private async decide(question: Question): Promise<Challenge | Principal | undefined> {
    const { authenticator, transport } = this.options;
    if (question.type === 'proof.given') return this.challenge?.verify(question.signature, question.extra);
    const { realm, authid, methods, authextra, id: session } = question;
    return authenticator.begin({ realm, authid, methods, authextra, session, transport });
  }
}
