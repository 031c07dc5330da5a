import { Hono } from 'hono';
import { describe, expect, it } from 'vitest';
import type { AppEnv } from '#server/app-env.ts';
import type { Config } from '#server/config.ts';
import { setFlash, takeFlash, type Flash } from '#server/console/flash.ts';

/** A server that says something and then tells what was said; `key` signs. */
function server(flash: Flash, key = 'a'.repeat(64)) {
  const config = { ENCRYPTION_KEY: key, PUBLIC_URL: 'https://console.example' };
  const app = new Hono<AppEnv>();
  app.use((c, next) => {
    // Nothing but the key and the address is read.
    c.set('services', { config: config as Config } as AppEnv['Variables']['services']);
    return next();
  });
  app.get('/say', async (c) => {
    await setFlash(c, flash);
    return c.text('said');
  });
  app.get('/hear', async (c) => c.json(await takeFlash(c)));
  return app;
}

async function cookieOf(app: ReturnType<typeof server>): Promise<string> {
  const response = await app.request('/say');
  return response.headers.get('set-cookie') ?? '';
}

async function hear(app: ReturnType<typeof server>, cookie: string): Promise<unknown> {
  const response = await app.request('/hear', { headers: { cookie: cookie.split(';')[0] ?? '' } });
  return response.json();
}

describe('what is said on the next page', () => {
  it('arrives whole, and the cookie is then taken away', async () => {
    const app = server({ problem: { message: 'Zu spät, “Ana”;', remedy: '再試行' } });
    const cookie = await cookieOf(app);
    expect(cookie).toMatch(/HttpOnly/);
    expect(cookie).toMatch(/Secure/);
    expect(await hear(app, cookie)).toEqual({ problem: { message: 'Zu spät, “Ana”;', remedy: '再試行' } });
    const heard = await app.request('/hear', { headers: { cookie: cookie.split(';')[0] ?? '' } });
    expect(heard.headers.get('set-cookie')).toMatch(/Max-Age=0/);
  });

  it('is not heard when somebody else signed it, or changed a word', async () => {
    const app = server({ done: 'Paid 5' });
    const foreign = await cookieOf(server({ done: 'Paid 5' }, 'b'.repeat(64)));
    expect(await hear(app, foreign)).toBeNull();
    const changed = (await cookieOf(app)).replace('Paid%205', 'Paid%209');
    expect(changed).toContain('Paid%209');
    expect(await hear(app, changed)).toBeNull();
    expect(await hear(app, '')).toBeNull();
  });

  it('fits into a cookie, however long or foreign the words, lone surrogates too', async () => {
    const message = '漢'.repeat(5_000);
    const app = server({ problem: { message, remedy: `\ud800${'🌊'.repeat(3_000)}` } });
    const cookie = await cookieOf(app);
    expect(cookie.length).toBeLessThan(4_096);
    const heard = (await hear(app, cookie)) as { problem: { message: string } };
    expect(message.startsWith(heard.problem.message.replace('…', ''))).toBe(true);
    expect(heard.problem.message.length).toBeGreaterThan(100);
  });
});
