import { describe, expect, test } from 'vitest';
import { jobChange, jobChangesDigest } from '#slack-app/features/job-change/blocks.ts';
import type { JobChangeView } from '#slack-app/features/job-change/view.ts';

const MOVE = {
  kind: 'moved',
  from: 'Acme',
  to: 'Globex',
  title: 'VP',
  account: 'customer',
  owner: { name: 'Zoe', slackId: 'U1ZOE' },
  unreachable: false,
} as const;

function view(parts: Partial<JobChangeView> = {}): JobChangeView {
  return {
    name: 'Ada Byron',
    tier: 'champion',
    change: MOVE,
    state: { kind: 'open' },
    record: { crm: 'HubSpot', url: 'https://crm.test/9' },
    consoleUrl: 'https://app.test/console/moves',
    ...parts,
  };
}

function words(parts: Partial<JobChangeView> = {}): string {
  const { text, blocks } = jobChange(view(parts));
  return `${text}\n${JSON.stringify(blocks)}`;
}

describe('the message about a job change', () => {
  test('of a move names both companies, the new title, and the owner as a mention', () => {
    expect(jobChange(view()).text).toBe('Ada Byron, champion at Acme, is now VP at Globex');
    expect(words()).toContain('*Globex* is a customer of yours; <@U1ZOE> looks after it');
  });

  test('names an owner nobody knows in Slack, and says where there is none', () => {
    expect(words({ change: { ...MOVE, owner: { name: 'Zoe', slackId: null } } })).toContain(
      '; Zoe looks after',
    );
    expect(words({ change: { ...MOVE, owner: null } })).toContain('nobody looks after it yet');
    expect(words({ change: { ...MOVE, title: null } })).toContain('works at Globex now');
  });

  test.each([
    [{ kind: 'confirmed', by: 'zoe' }, 'Confirmed by zoe'],
    [{ kind: 'rejected', by: 'zoe' }, 'their flag is back'],
    [{ kind: 'taken_back', why: 'They are back.' }, 'They are back.'],
  ] as const)('says what became of it', (state, said) => {
    expect(words({ state })).toContain(said);
  });

  test.each([
    { kind: 'title_changed', company: 'Acme', from: 'COO', to: 'CIO', step: 'sideways' },
    { kind: 'left', from: 'Acme', title: 'CIO' },
  ] as const)('of a title or leaving says that the flag ended, and how it returns', (change) => {
    expect(words({ change })).toContain('Their flag has ended. It returns once they help');
    expect(words({ change })).toContain('still an advocate, or the flag stays ended');
    expect(words({ change, state: { kind: 'confirmed', by: 'zoe' } })).toContain(
      'zoe says their flag stays ended',
    );
    expect(words({ change, state: { kind: 'rejected', by: 'zoe' } })).toContain(
      'zoe says they are still an advocate: their flag is back',
    );
  });

  test('shows nothing of what strangers write as markup or a mention', () => {
    const bad = '<!channel> *x* <@U1EVIL>';
    const owner = { name: bad, slackId: 'U1> <!here' };
    const said = words({ name: bad, change: { ...MOVE, from: bad, to: bad, title: bad, owner } });
    const left = words({ name: bad, change: { kind: 'left', from: bad, title: bad } });
    expect((said + left).replaceAll(/"type":"plain_text","text":"[^"]*"/g, '')).not.toMatch(/<[!@]/);
  });

  test('of many names nobody', () => {
    const { text, blocks } = jobChangesDigest(12, 'https://app.test/console/moves');
    expect(text).toContain('12 advocates');
    expect(JSON.stringify(blocks)).toContain('https://app.test/console/moves');
  });
});
