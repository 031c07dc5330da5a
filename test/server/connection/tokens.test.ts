import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { DAY } from '#core/time.ts';
import type { TokenSet } from '#connectors/connector.ts';
import { getFact } from '#server/connection/facts.ts';
import { Secrets } from '#server/connection/secrets.ts';
import { Tokens } from '#server/connection/tokens.ts';
import { openVault } from '#server/connection/vault.ts';
import type { Sql } from '#server/storage/sql.ts';
import { openStore } from '#test/support/node-sql.ts';
import { RotatingAuthority, type Fate } from './rotating-authority.ts';

const NOW = Date.UTC(2026, 10, 22);
const KEY = 'ab'.repeat(32);

/** The tokens of one connection in a process of their own; the store outlives it. */
function startProcess(sql: Sql, authority: RotatingAuthority, now = () => NOW): Tokens {
  const vault = openVault(KEY, 'workspace|connection');
  const renewal = async () => ({ rotates: true, renew: (token: string) => authority.renew(token) });
  return new Tokens(sql, new Secrets(sql, () => vault), renewal, now);
}

async function connected() {
  const [sql, authority] = [openStore('connection'), new RotatingAuthority()];
  const tokens = startProcess(sql, authority);
  await tokens.save(authority.issue());
  return { sql, authority, tokens };
}

async function codeOf(access: Promise<string>): Promise<string> {
  return access.then(
    () => 'none',
    (error: unknown) => (error instanceof ConnectorError ? error.problem.code : String(error)),
  );
}

describe('a grant whose refresh tokens are spent by use', () => {
  test('is renewed once however many find it expired', async () => {
    const { authority, tokens } = await connected();
    tokens.refused(await tokens.access());
    const given = await Promise.all(Array.from({ length: 50 }, () => tokens.access()));
    expect(new Set(given)).toEqual(new Set(['access-2']));
    expect(authority).toMatchObject({ mostInFlight: 1, familyRevoked: false });
    expect(authority.issued).toHaveLength(2);
  });

  test('is kept before it is used: a new process goes on with the new token', async () => {
    const { sql, authority, tokens } = await connected();
    tokens.refused(await tokens.access());
    await tokens.access();
    const next = startProcess(sql, authority);
    expect(authority.accepts(await next.access())).toBe(true);
    next.refused(await next.access());
    expect(await next.access()).toBe('access-3');
    expect(authority.familyRevoked).toBe(false);
  });

  test('whose answer got lost is not asked for again, by this process or the next', async () => {
    const { sql, authority, tokens } = await connected();
    authority.fates.push('lost');
    tokens.refused(await tokens.access());
    expect(await codeOf(tokens.access())).toBe('grant_uncertain');
    expect(await codeOf(tokens.access())).toBe('grant_uncertain');
    expect(await codeOf(startProcess(sql, authority).access())).toBe('grant_uncertain');
    expect(authority.familyRevoked).toBe(false);
    expect(authority.issued).toHaveLength(2);
    expect(getFact(sql, 'state')).toBe('revoked');
    expect(getFact(sql, 'problem')?.remedy).toContain('Connect it again');
  });

  test('killed between the answer and keeping it says so instead of trying the spent token', async () => {
    const { sql, authority, tokens } = await connected();
    tokens.refused(await tokens.access());
    // The process dies while the answer is on its way: what it had noted is all that is left.
    const dying = new Tokens(
      sql,
      new Secrets(sql, () => openVault(KEY, 'workspace|connection')),
      async () => ({
        rotates: true,
        renew: (token) => authority.renew(token).then(() => new Promise(() => undefined)),
      }),
      () => NOW,
    );
    void dying.access();
    await expect.poll(() => authority.issued.length).toBe(2);
    expect(await codeOf(startProcess(sql, authority).access())).toBe('grant_uncertain');
    expect(authority.familyRevoked).toBe(false);
  });

  test('connected again works again', async () => {
    const { sql, authority, tokens } = await connected();
    authority.fates.push('lost');
    tokens.refused(await tokens.access());
    await codeOf(tokens.access());
    await tokens.save(authority.issue());
    expect(authority.accepts(await startProcess(sql, authority).access())).toBe(true);
  });

  test('connected again is not touched by what is said of the grant before it', async () => {
    for (const word of ['ended', 'renewed'] as const) {
      const { sql, authority } = await connected();
      const answer = Promise.withResolvers<Result<TokenSet>>();
      const asking = new Tokens(
        sql,
        new Secrets(sql, () => openVault(KEY, 'workspace|connection')),
        async () => ({ rotates: true, renew: () => answer.promise }),
        () => NOW,
      );
      asking.refused(await asking.access());
      const waiting = asking.access();
      await expect.poll(() => getFact(sql, 'renewingSince')).toBe(NOW);
      const late = authority.issue();
      await asking.save(authority.issue());
      answer.resolve(word === 'ended' ? refuse('vendor_revoked', 'It ended.', 'Connect again.') : ok(late));
      expect(await waiting).toBe('access-3');
      expect(await startProcess(sql, authority).access()).toBe('access-3');
      expect([getFact(sql, 'state'), getFact(sql, 'renewingSince')]).toEqual([undefined, null]);
    }
  });

  test('that was taken back is not asked for again by those who waited', async () => {
    const { sql, authority, tokens } = await connected();
    authority.issue();
    tokens.refused(await tokens.access());
    const codes = await Promise.all([tokens.access(), tokens.access()].map(codeOf));
    expect(codes).toEqual(['vendor_revoked', 'vendor_revoked']);
    const { asked } = authority;
    expect(await codeOf(tokens.access())).toBe('vendor_revoked');
    expect(authority.asked).toBe(asked);
    expect(getFact(sql, 'state')).toBe('revoked');
  });

  test('is renewed every fortnight even if nobody refused it', async () => {
    const { sql, authority } = await connected();
    let now = NOW + 13 * DAY;
    const later = startProcess(sql, authority, () => now);
    expect(await later.access()).toBe('access-1');
    now = NOW + 14 * DAY;
    expect(await later.access()).toBe('access-2');
  });

  test('survives any order of expiry, busy vendors, lost answers and restarts', async () => {
    const step = fc.constantFrom('expire', 'restart', 'ask', 'ask', 'busy', 'lost', 'reconnect');
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 30 }), async (steps) => {
        const { sql, authority, tokens } = await connected();
        let process = tokens;
        for (const what of steps) {
          if (what === 'expire')
            await process.access().then(
              (token) => process.refused(token),
              () => undefined,
            );
          else if (what === 'restart') process = startProcess(sql, authority);
          else if (what === 'reconnect') await process.save(authority.issue());
          else if (what === 'ask')
            await Promise.allSettled(Array.from({ length: 5 }, () => process.access()));
          else authority.fates.push(what satisfies Fate);
          expect(authority.familyRevoked).toBe(false);
          expect(authority.mostInFlight).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 200 },
    );
  });
});
