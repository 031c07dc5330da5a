import { describe, expect, it } from 'vitest';
import { objectIn, textIn } from './json.ts';
import { openSlack } from './open-slack.ts';

describe('events', () => {
  it('come once when they are answered, in an envelope that says whose they are', async () => {
    const { slack, heard, pass } = openSlack();
    expect(await slack.say('U0DANAWHIT', 'advocacy', 'Hello <@U0GROUNDSW>')).toEqual({ ok: true });
    await pass(600_000);
    expect(heard).toEqual([
      expect.objectContaining({
        type: 'event_callback',
        team_id: 'T0NORTHWND',
        api_app_id: 'A0GROUNDSW',
        event: expect.objectContaining({ type: 'app_mention', user: 'U0DANAWHIT', channel: 'C0ADVOCACY' }),
        authorizations: [expect.objectContaining({ team_id: 'T0NORTHWND', is_bot: true })],
      }),
    ]);
  });

  it('are not sent for messages that do not mention the app, or channels it is not in', async () => {
    const { slack, heard } = openSlack();
    await slack.say('U0DANAWHIT', 'advocacy', 'Hello all');
    await slack.say('U0DANAWHIT', 'general', 'Hello <@U0GROUNDSW>');
    expect(heard).toEqual([]);
  });

  it('are tried again at once, after a minute and after five, with the same event id', async () => {
    const { slack, heard, pass, answer } = openSlack();
    const seen: (string | null)[][] = [];
    answer((_body, headers) => {
      seen.push([headers.get('x-slack-retry-num'), headers.get('x-slack-retry-reason')]);
      return new Response('', { status: 503 });
    });
    await slack.openHome('U0ANAORTIZ');
    await pass(0);
    expect(seen).toEqual([
      [null, null],
      ['1', 'http_error'],
    ]);
    await pass(59_999);
    expect(seen).toHaveLength(2);
    await pass(1);
    expect(seen).toHaveLength(3);
    await pass(300_000);
    expect(seen.at(-1)).toEqual(['3', 'http_error']);
    await pass(3_600_000);
    expect(seen).toHaveLength(4);
    expect(new Set(heard.map((body) => body['event_id'])).size).toBe(1);
  });

  it('are not tried again when the app says so, nor after a reset', async () => {
    const { slack, heard, pass, answer } = openSlack();
    answer(() => new Response('', { status: 500, headers: { 'x-slack-no-retry': '1' } }));
    await slack.openHome('U0ANAORTIZ');
    await pass(600_000);
    expect(heard).toHaveLength(1);
    answer(() => new Response('', { status: 500 }));
    await slack.openHome('U0ANAORTIZ');
    slack.reset();
    await pass(600_000);
    expect(heard).toHaveLength(2);
  });

  it('say why they are tried again when no answer came', async () => {
    const { slack, pass, answer } = openSlack();
    const reasons: (string | null)[] = [];
    answer(async (_body, headers) => {
      reasons.push(headers.get('x-slack-retry-reason'));
      return new Promise<Response>(() => undefined);
    });
    const first = slack.openHome('U0ANAORTIZ');
    await pass(3000);
    expect(await first).toMatchObject({ error: 'operation_timeout' });
    await pass(0);
    expect(reasons).toEqual([null, 'http_timeout']);
  });

  it('tell of an uninstall in either order, the token dead before', async () => {
    const { slack, heard, api } = openSlack();
    slack.knobs.uninstallFirst = true;
    await slack.uninstall();
    const types = heard.map((body) => textIn(objectIn(body, 'event') ?? {}, 'type'));
    expect(types).toEqual(['app_uninstalled', 'tokens_revoked']);
    expect(await api('auth.test')).toMatchObject({ ok: false, error: 'account_inactive' });
  });

  it('verify that the app owns its address', async () => {
    const { slack, answer } = openSlack();
    expect(await slack.verifyUrl()).toMatchObject({ ok: false, error: 'challenge_failed' });
    answer((body) => Response.json({ challenge: body['challenge'] }));
    expect(await slack.verifyUrl()).toEqual({ ok: true });
  });
});

describe('certificate checks', () => {
  it('come unsigned', async () => {
    const { slack, heard } = openSlack();
    expect(await slack.checkCertificate()).toEqual({ ok: true });
    expect(heard).toMatchObject([{ ssl_check: '1' }]);
    expect(slack.deliveries()[0]?.headers).not.toHaveProperty('x-slack-signature');
  });
});

describe('slash commands', () => {
  it('send their line and show what the app answers to their caller alone', async () => {
    const { slack, heard, answer } = openSlack();
    answer(() => Response.json({ text: 'Three advocates' }));
    expect(await slack.command('U0MARCUSBL', 'general', '/advocates healthcare EMEA')).toEqual({ ok: true });
    expect(heard[0]).toMatchObject({
      command: '/advocates',
      text: 'healthcare EMEA',
      user_id: 'U0MARCUSBL',
      channel_name: 'general',
      team_id: 'T0NORTHWND',
    });
    expect(slack.messages('general')).toMatchObject([
      { text: 'Three advocates', ephemeralTo: 'U0MARCUSBL', byApp: true },
    ]);
  });

  it('say so when the app does not know them', async () => {
    const { slack, answer } = openSlack();
    answer(() => new Response('', { status: 404 }));
    expect(await slack.command('U0MARCUSBL', 'general', '/nothing')).toMatchObject({
      ok: false,
      error: 'http_404',
    });
    expect(slack.messages('general')).toMatchObject([
      { text: '/nothing failed with the error “dispatch_failed”', userId: 'USLACKBOT' },
    ]);
  });
});
