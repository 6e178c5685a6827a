/** The login of one client: passes the questions of its dealer to the authenticator, and the answers back. */
import type { ProofGiven, SessionKey } from '../../../machines/vocabulary.ts';
import type { Question } from '../../dealer/parts.ts';
import { attempt, messageOf, type Report } from '../guard.ts';
import type { Realm } from '../realm.ts';
import type { Authenticator, Challenge, Transport, Verdict } from './authenticator.ts';

export interface LoginOptions {
  readonly authenticator: Authenticator;
  readonly realm: Realm;
  readonly key: SessionKey;
  readonly transport: Transport;
  /** Receives a sentence if the authenticator fails. */
  readonly report: Report;
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
      report(`The authenticator failed, and a client was refused: ${messageOf(error)}`);
      realm.fail(key);
    }
  }

  /** Ends the login of a client that is gone, or of a session that has ended. */
  cancel(): void {
    if (this.isOver) return;
    const { report } = this.options;
    this.isOver = true;
    attempt(
      () => this.challenge?.cancel?.(),
      (error) => report(`The authenticator failed to cancel a challenge: ${messageOf(error)}`),
    );
  }

  // --- internal ---

  /** Each challenge is used once. */
  private async verify({ signature, extra }: ProofGiven): Promise<Verdict> {
    const { challenge } = this;
    try {
      return await challenge?.verify(signature, extra);
    } finally {
      if (this.challenge === challenge) this.challenge = undefined;
    }
  }

  private async decide(question: Question): Promise<Verdict> {
    const { authenticator, transport } = this.options;
    if (question.type === 'proof.given') return this.verify(question);
    const { realm, authid, methods, authextra, id: session } = question;
    return authenticator.begin({ realm, authid, methods, authextra, session, transport });
  }
}
