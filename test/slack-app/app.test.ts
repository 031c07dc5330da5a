import { describe, expect, it } from 'vitest';

import { recordingVerbs, slackApp } from './recording-verbs.ts';
import { interaction, press } from './signed-request.ts';

describe('one app for many requests', () => {
  it('mixes nothing up between teams pressing at once', async () => {
    const recording = recordingVerbs();
    const send = slackApp(recording);
    const teams = Array.from({ length: 50 }, (_, index) => `T${index}`);
    await Promise.all(
      teams.map(async (id) =>
        send(
          interaction({
            ...press('reward_approve', `reward-of-${id}`),
            team: { id, domain: id },
            user: { id: `U-${id}`, username: `user-${id}` },
          }),
        ),
      ),
    );
    const decided = recording.steps.filter(([step]) => step === 'decideReward');
    expect(decided).toHaveLength(50);
    expect(
      new Set(decided.map(([, actor, decision]) => JSON.stringify([actor, Object(decision).rewardId]))),
    ).toEqual(
      new Set(
        teams.map((id) =>
          JSON.stringify([{ teamId: id, userId: `U-${id}`, userName: `user-${id}` }, `reward-of-${id}`]),
        ),
      ),
    );
  });

  it('goes on after a request that failed', async () => {
    const recording = recordingVerbs();
    let failing = true;
    const { verbs } = recording;
    const decideReward: typeof verbs.decideReward = async (...args) => {
      if (failing) throw new Error('storage is gone');
      return verbs.decideReward(...args);
    };
    const send = slackApp({ ...recording, verbs: { ...verbs, decideReward } });
    const approval = press('reward_approve', 'reward-1');
    expect((await send(interaction(approval))).status).toBe(500);
    failing = false;
    expect((await send(interaction(approval))).status).toBe(200);
  });
});
