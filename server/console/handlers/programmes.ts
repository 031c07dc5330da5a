import type { Context } from 'hono';
import { DEFAULT_PROGRAMME } from '#core/reward/reward.ts';
import type { AppEnv } from '#server/app-env.ts';
import { workspaceOf } from '#server/console/page.tsx';

/** The programmes that budgets, reward rules, the policy or the catalogue name, the usual one first. */
export async function knownProgrammes(c: Context<AppEnv>): Promise<string[]> {
  const { budgets, catalogue, policies, rewardRules } = workspaceOf(c);
  const [held, items, { policy }, rules] = await Promise.all([
    budgets.list(),
    catalogue.list(),
    policies.current(),
    rewardRules.list(),
  ]);
  const named = [
    ...held.map(({ holder }) => holder.split('/')[0] ?? ''),
    ...rules.map(({ programme }) => programme),
    ...policy.rules.flatMap(({ programmes }) => programmes ?? []),
    ...items.flatMap(({ archived, programmes }) => (archived ? [] : (programmes ?? []))),
  ];
  return [...new Set([DEFAULT_PROGRAMME, ...named.filter((name) => name !== '').toSorted()])];
}
