import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findPings } from './block-kit/pings.ts';
import { openSlack } from './open-slack.ts';

describe('pings', () => {
  it.each([
    ['a channel mention', '<!channel> now', [{ kind: 'broadcast', target: 'channel' }]],
    ['a mention with a label', '<!here|@here>', [{ kind: 'broadcast', target: 'here' }]],
    ['everyone', '<!everyone>', [{ kind: 'broadcast', target: 'everyone' }]],
    ['a person', 'ask <@U0ANAORTIZ>', [{ kind: 'user', target: 'U0ANAORTIZ' }]],
    ['a group', '<!subteam^S012AB|@sales>', [{ kind: 'usergroup', target: 'S012AB' }]],
    ['an escaped mention', '&lt;!channel&gt; &lt;@U0ANAORTIZ&gt;', []],
    ['a link to a channel', '<#C0GENERAL0>', []],
    ['a plain at sign', '@channel @here', []],
  ])('%s', (_name, text, pings) => {
    expect(findPings(text, [])).toEqual(pings);
    expect(findPings('', [{ type: 'context', elements: [{ type: 'mrkdwn', text }] }])).toEqual(pings);
    expect(findPings('', [{ type: 'section', text: { type: 'plain_text', text } }])).toEqual([]);
  });

  it('are found in rich text', () => {
    const pieces = [
      { type: 'user', user_id: 'U0ANAORTIZ' },
      { type: 'broadcast', range: 'here' },
      { type: 'usergroup', usergroup_id: 'S1' },
    ];
    const block = { type: 'rich_text', elements: [{ type: 'rich_text_section', elements: pieces }] };
    expect(findPings('', [block]).map(({ target }) => target)).toEqual(['U0ANAORTIZ', 'here', 'S1']);
  });

  it('never come from text whose brackets are escaped', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        expect(findPings(text.replaceAll('<', '&lt;'), [])).toEqual([]);
      }),
    );
  });

  it('stay on the message though an edit takes the mention away', async () => {
    const { api, slack } = openSlack();
    const { ts } = await api('chat.postMessage', { channel: 'C0ADVOCACY', text: 'Look <!here>' });
    await api('chat.update', { channel: 'C0ADVOCACY', ts, text: 'Never mind' });
    expect(slack.messages('advocacy')[0]?.pings).toEqual([{ kind: 'broadcast', target: 'here' }]);
  });
});

describe('messages', () => {
  it('are marked when they have no text for notifications and screen readers', async () => {
    const { api, slack } = openSlack();
    const blocks = [{ type: 'section', text: { type: 'mrkdwn', text: 'Hello' } }];
    await api('chat.postMessage', { channel: 'C0ADVOCACY', blocks });
    await api('chat.postMessage', { channel: 'C0APPROVAL', blocks, text: 'Hello' });
    expect(slack.messages('advocacy')[0]?.warnings).toEqual(['missing_text']);
    expect(slack.messages('reward-approvals')[0]?.warnings).toEqual([]);
  });

  it('are given the ids they lack', async () => {
    const { api, slack } = openSlack();
    const button = { type: 'button', text: { type: 'plain_text', text: 'Go' } };
    await api('chat.postMessage', {
      channel: 'C0ADVOCACY',
      text: 'x',
      blocks: [{ type: 'actions', elements: [button, button] }],
    });
    const [block] = slack.messages('advocacy')[0]?.blocks ?? [];
    const elements = block?.['elements'] as { action_id: string }[];
    expect(block?.['block_id']).toMatch(/^\w{5}$/u);
    expect(new Set(elements.map((element) => element.action_id)).size).toBe(2);
  });

  it('have timestamps that rise though time stands still', async () => {
    const { slack } = openSlack();
    for (let count = 0; count < 50; count += 1) await slack.say('U0ANAORTIZ', 'general', 'x');
    const stamps = slack.messages('general').map(({ ts }) => ts);
    expect(stamps).toEqual([...new Set(stamps)].toSorted());
    expect(stamps[0]).toMatch(/^\d{10}\.\d{6}$/u);
  });

  it('are gone after a reset, with the installation and the knobs', async () => {
    const { slack, api } = openSlack();
    slack.knobs.rateLimits = false;
    await api('chat.postMessage', { channel: 'C0ADVOCACY', text: 'x' });
    slack.reset();
    expect([
      slack.messages('advocacy'),
      slack.calls(),
      slack.knobs.rateLimits,
      slack.team.installations.current(),
    ]).toEqual([[], [], true, null]);
    expect(await api('auth.test')).toMatchObject({ error: 'invalid_auth' });
  });
});
