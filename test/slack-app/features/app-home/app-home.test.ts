import { describe, expect, it } from 'vitest';

import { ok, refuse } from '#core/problem.ts';
import { homeTab } from '#slack-app/features/app-home/blocks.ts';
import { recordingVerbs, slackApp } from '../../recording-verbs.ts';
import { event, interaction, press, submission } from '../../signed-request.ts';
import { HOME } from '../../views.ts';

const ACTOR = { teamId: 'T1', userId: 'U7', userName: 'ana' };
const OPENED = { user: 'U7', channel: 'D1', tab: 'home' };

/** What somebody presses on their home tab: there is no channel and no message. */
function atHome(actionId: string, value: string, action: object = {}) {
  const { channel: _, message: __, response_url: ___, ...pressed } = press(actionId, value);
  const actions = pressed.actions.map((each) => ({ ...each, ...action }));
  return {
    ...pressed,
    actions,
    view: { id: 'V9', type: 'home' },
    container: { type: 'view', view_id: 'V9' },
  };
}

function handedOver(to: string | null, day: string | null) {
  return interaction(
    submission('home_hand_over_modal', '', {
      home_delegate: { delegate: { type: 'users_select', selected_user: to } },
      home_until: { until: { type: 'datepicker', selected_date: day } },
    }),
  );
}

describe('the home tab', () => {
  it('is shown as it stands when it is opened', async () => {
    const recording = recordingVerbs({ homeFor: ok(HOME) });
    expect((await slackApp(recording)(event('app_home_opened', OPENED))).status).toBe(200);
    const unnamed = { ...ACTOR, userName: 'U7' };
    expect(recording.steps.slice(0, 2)).toEqual([
      ['homeFor', unnamed],
      ['publishHome', unnamed, homeTab(HOME, null)],
    ]);
  });

  it('is left alone when the messages beside it are opened', async () => {
    const recording = recordingVerbs();
    await slackApp(recording)(event('app_home_opened', { ...OPENED, tab: 'messages' }));
    expect(recording.steps.map(([verb]) => verb)).not.toContain('homeFor');
  });

  it('says why there is none', async () => {
    const recording = recordingVerbs({ homeFor: refuse('not_connected', 'Not connected.', 'Ask an admin.') });
    await slackApp(recording)(event('app_home_opened', OPENED));
    expect(JSON.stringify(recording.steps)).toContain('Not connected.');
  });

  it('holds what waits, what is left, who stands in and the digest', () => {
    const text = JSON.stringify(homeTab(HOME, null));
    for (const part of [
      '*$250.00* to *Nadia Okafor*',
      '$4,750.00 of $5,000.00',
      '*Zoe* decides for you',
      'At 09:00',
    ])
      expect(text).toContain(part);
    expect(text).toContain('and 59 more.');
  });

  it('offers no approval of what is held, and no handing over to who approves nothing', () => {
    const waiting = { ...HOME.waiting, shown: [], total: 0 };
    const text = JSON.stringify(homeTab({ ...HOME, mayDelegate: false, waiting }, null));
    expect(text).toContain('On hold: Same domain.');
    expect(text).toContain('On hold: 60');
    expect(text).toContain('Nothing you can approve now.');
    expect(text).not.toContain('home_approve');
    expect(text).not.toContain('home_hand_over');
  });

  it('tells a stand-in for whom and until when, and that they cannot hand it on', () => {
    const text = JSON.stringify(homeTab({ ...HOME, mayDelegate: false }, null));
    expect(text).toContain('You decide for *Marcus Bell* until <!date^');
    expect(text).toContain('What you decide for others cannot be handed on.');
    const alone = JSON.stringify(homeTab({ ...HOME, mayDelegate: false, standsInFor: [] }, null));
    expect(alone).not.toContain('You decide for *');
    expect(alone).toContain('Only people who approve rewards can hand them over.');
  });

  it('tells who approves nothing that nobody asks them', () => {
    const waiting = { shown: [], total: 0, held: [], heldTotal: 0 };
    const told = (mayDecide: boolean) => JSON.stringify(homeTab({ ...HOME, mayDecide, waiting }, null));
    expect(told(true)).toContain('You have decided everything you were asked to.');
    expect(told(false)).toContain('your role approves no rewards');
    expect(told(false)).not.toContain('You have decided');
  });
});

describe('pressed at home', () => {
  it('Approve commits, is acked, and the tab is drawn anew', async () => {
    const recording = recordingVerbs({ homeFor: ok(HOME) });
    await slackApp(recording)(interaction(atHome('home_approve', 'R0001:2')));
    expect(recording.steps[0]).toEqual([
      'decideReward',
      ACTOR,
      {
        key: 'press:T1:U7:V9:home_approve:1700.2',
        rewardId: 'R0001',
        revision: 2,
        decision: 'approve',
        reason: null,
      },
    ]);
    expect(new Set(recording.steps.map(([verb]) => verb))).toEqual(
      new Set(['decideReward', 'answered', 'homeFor', 'publishHome']),
    );
  });

  it('Approve that was refused says why on the tab', async () => {
    const recording = recordingVerbs({
      homeFor: ok(HOME),
      decideReward: refuse('self_approval', 'You proposed this reward.', 'Ask a colleague.'),
    });
    await slackApp(recording)(interaction(atHome('home_approve', 'R0001')));
    const shown = recording.steps.find(([verb]) => verb === 'publishHome');
    expect(JSON.stringify(shown)).toContain('You proposed this reward.');
  });

  it('Hand over asks to whom, and Take back ends it', async () => {
    const recording = recordingVerbs({ homeFor: ok(HOME) });
    const send = slackApp(recording);
    await send(interaction(atHome('home_hand_over', 'hand-over')));
    await send(interaction(atHome('home_take_back', 'take-back')));
    expect(recording.steps.map(([verb]) => verb)).toEqual(
      expect.arrayContaining(['openModal', 'clearDelegate', 'publishHome']),
    );
  });

  it.each([
    ['7', { enabled: true, hour: 7 }],
    ['off', { enabled: false, hour: null }],
  ])('the digest at %s is kept', async (value, kept) => {
    const recording = recordingVerbs({ homeFor: ok(HOME) });
    const select = {
      type: 'static_select',
      selected_option: { value, text: { type: 'plain_text', text: 'x' } },
    };
    await slackApp(recording)(interaction(atHome('home_digest', '', select)));
    expect(recording.steps[0]).toEqual(['setDigest', ACTOR, kept]);
  });

  it.each(['25', '-1', 'noon', ''])('no digest at %j is kept', async (value) => {
    const recording = recordingVerbs({ homeFor: ok(HOME) });
    const select = {
      type: 'static_select',
      selected_option: { value, text: { type: 'plain_text', text: 'x' } },
    };
    await slackApp(recording)(interaction(atHome('home_digest', '', select)));
    expect(recording.steps.map(([verb]) => verb)).not.toContain('setDigest');
  });
});

describe('a handing over sent in', () => {
  it('is kept, then the modal closes', async () => {
    const recording = recordingVerbs({ homeFor: ok(HOME) });
    const answer = await slackApp(recording)(handedOver('U8', '2026-11-30'));
    expect(answer.body).toBe('');
    expect(recording.steps[0]).toEqual(['setDelegate', ACTOR, { to: 'U8', lastDay: '2026-11-30' }]);
  });

  it.each<[string | null, string | null, string[]]>([
    [null, '2026-11-30', ['home_delegate']],
    ['U8', null, ['home_until']],
    [null, null, ['home_delegate', 'home_until']],
  ])('needs a colleague and a day: %j, %j', async (to, day, blocks) => {
    const recording = recordingVerbs();
    const { body } = await slackApp(recording)(handedOver(to, day));
    expect(Object.keys(JSON.parse(body).errors)).toEqual(blocks);
    expect(recording.steps.map(([verb]) => verb)).toEqual(['answered']);
  });

  it.each([
    ['until', 'home_until'],
    ['to', 'home_delegate'],
    [undefined, 'home_delegate'],
  ])('shows a fault of %s where it is', async (field, block) => {
    const problem = refuse('invalid_input', 'This will not do.', 'Choose another.', field);
    const recording = recordingVerbs({ setDelegate: problem });
    const { body } = await slackApp(recording)(handedOver('U8', '2020-01-01'));
    expect(JSON.parse(body).errors).toEqual({ [block]: 'This will not do. Choose another.' });
  });
});
