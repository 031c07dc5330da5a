import type { Context } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { workspaceOf } from '#server/console/page.tsx';
import type { CurrencyChoices } from '#server/console/parts/currency.tsx';

/** What a form offers where a currency is chosen. */
export async function currencyChoices(c: Context<AppEnv>): Promise<CurrencyChoices> {
  const { budgets, points } = workspaceOf(c);
  const [inUse, programmes] = await Promise.all([budgets.currencies(), points.programmes()]);
  return { inUse, points: programmes.map(({ id, name }) => ({ id, name })) };
}

/** What a form begins with: the one currency in use, or none, so that somebody chooses. */
export function usualCurrency(inUse: readonly string[]): string {
  return inUse.length === 1 ? inUse[0]! : '';
}
