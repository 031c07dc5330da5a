import { setupServer } from 'msw/node';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ok } from '#core/problem.ts';
import type { ProviderName } from '#server/fulfilment/provider.ts';
import { createTremendous } from '#test/sandbox/tremendous/tremendous.ts';
import { problem, value } from '#test/server/workspace/fixture.ts';
import { FulfilmentPage } from '#server/console/pages/fulfilment-settings.tsx';
import { markup } from '#test/server/console/markup.ts';
import { by, KEY, opened, SET } from './opened.ts';

const server = setupServer(...createTremendous().handlers);
beforeAll(() => server.listen({ onUnhandledFrame: 'error' }));
afterAll(() => server.close());

describe('the settings', () => {
  test('keep secrets sealed, and tell only that they are there', async () => {
    const { workspace, fulfilment } = await opened({ tremendous: true });
    const stored = JSON.stringify(workspace.all('SELECT * FROM secret'));
    const told = JSON.stringify([
      fulfilment.providers(),
      workspace.all('SELECT * FROM fulfilment_provider, audit'),
    ]);
    for (const secret of Object.values(KEY)) {
      expect(stored).not.toContain(secret);
      expect(told).not.toContain(secret);
    }
    expect(fulfilment.providers().providers.find(({ name }) => name === 'tremendous')).toMatchObject({
      isReady: true,
      settings: SET,
      secrets: [
        { name: 'apiKey', isSet: true },
        { name: 'webhookKey', isSet: true },
      ],
    });
    value(await fulfilment.saveProvider('tremendous', { settings: SET, secrets: { apiKey: '' }, by }));
    expect(await fulfilment.test('tremendous')).toEqual(ok(expect.stringContaining('took the key')));
  });

  test('of the server are told to be its own', async () => {
    const { fulfilment } = await opened();
    const [provider] = fulfilment.providers().providers.filter(({ name }) => name === 'webhook');
    const data = {
      ...fulfilment.providers(),
      programmes: [],
      waiting: [],
      names: new Map(),
      publicUrl: 'https://x',
    };
    const providers = [{ ...provider!, isReady: true, isFromServer: true }];
    const html = await markup(FulfilmentPage({ data: { ...data, providers, now: 0, refused: null } }));
    expect(html).toContain('Set by the server');
    expect(html).not.toContain('Not set up');
  });

  test.each([
    ['webhook', { url: 'https://169.254.169.254/' }, { secret: 'a'.repeat(16) }, 'url'],
    ['webhook', { url: 'https://pay.example.com/' }, { secret: 'short' }, 'secret'],
    ['webhook', { url: 'https://pay.example.com/' }, {}, 'secret'],
    ['tremendous', { ...SET, environment: 'moon' }, KEY, 'environment'],
    ['tremendous', SET, { other: 'x' }, 'other'],
    ['paypal', {}, {}, 'name'],
  ])('refuse %s with %j and %j', async (name, settings, secrets, field) => {
    const { fulfilment } = await opened();
    const saved = await fulfilment.saveProvider(name, { settings, secrets, by });
    expect(problem(saved).field).toBe(field);
    expect(fulfilment.providers().providers.map(({ isReady }) => isReady)).toEqual([false, true, false]);
  });

  test('the choice that names most of a reward holds', async () => {
    const { workspace, doors, fulfilment } = await opened({ tremendous: true });
    value(
      fulfilment.choose(
        [
          { programme: '', kind: '', provider: 'tremendous' },
          { programme: 'general', kind: 'money', provider: 'manual' },
          { programme: 'other', kind: '', provider: 'webhook' },
        ],
        by,
      ),
    );
    await workspace.tick(doors);
    expect(value(fulfilment.get('R0001')).provider).toBe('manual');
    const unknown = [{ programme: '', kind: '', provider: 'paypal' as ProviderName }];
    expect(problem(fulfilment.choose(unknown, by)).field).toBe('choices.0.provider');
    const twice = [
      { programme: 'general', kind: 'swag', provider: 'manual' as const },
      { programme: 'general', kind: 'swag', provider: 'webhook' as const },
    ];
    expect(problem(fulfilment.choose(twice, by)).field).toBe('choices.1.kind');
  });
});
