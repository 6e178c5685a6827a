/** Other routers that are installed, and the rest skipped; `npm run peers -- --install <router>` installs one. */
import { expect, onTestFinished, test } from 'vitest';
import { isReady, titleOf } from '../../peers/peer.ts';
import { PEERS } from '../../peers/peers.ts';
import { JSON_TEXT, targetOf } from '../../peers/target.ts';

test.for(PEERS.map((peer) => ({ title: titleOf(peer), peer })))(
  '$title welcomes a client, and leaves its port when it is stopped',
  { timeout: 90_000 },
  async ({ peer }, { skip, signal }) => {
    skip(!isReady(peer), `npm run peers -- --install ${peer.name}`);
    const target = targetOf(peer);
    onTestFinished(() => target.stop());
    const stage = await target.open(JSON_TEXT, signal);
    stage.close();
    await target.stop();
    await expect(fetch(target.url.replace('ws:', 'http:'))).rejects.toThrow('fetch failed');
  },
);
