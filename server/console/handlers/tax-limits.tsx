import { Hono, type Context } from 'hono';
import { ok, refuse, type Problem, type Result } from '#core/problem.ts';
import type { TaxSettings } from '#core/tax/settings.ts';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { LIMITS_PATH, LimitsPage } from '#server/console/pages/tax/limits.tsx';
import { statusOf } from '#server/errors.ts';
import { amountText, readWorth } from './catalogue-form.ts';
import { given, readForm, refusal } from './form.ts';

type Values = Record<string, string>;

const NAMES = ['us_1099_threshold', 'disclosure_text'] as const;
const MOST = 50;

/** The limits of the law, by date. */
export const taxLimits = new Hono<AppEnv>()
  .get('/limits', async (c) => show(c, valuesOf(await workspaceOf(c).taxLimits.settings()), null))
  .post('/limits', async (c) => {
    const values = await readForm(c);
    const read = readSettings(values);
    const kept = read.ok
      ? await workspaceOf(c).taxLimits.setSettings(read.value, c.var.principal.actor)
      : read;
    if (!kept.ok) return show(c, values, kept.problem);
    return redirectWith(c, LIMITS_PATH, { done: 'The tax settings are saved.' });
  });

function valuesOf(settings: TaxSettings): Values {
  const values: Values = {};
  for (const name of NAMES) {
    for (const [place, { from, value }] of settings[name].entries()) {
      values[`${name}.${place}.from`] = from;
      values[`${name}.${place}.kept`] = 'yes';
      values[`${name}.${place}.value`] = typeof value === 'number' ? amountText(value, 'USD') : value;
    }
  }
  return values;
}

/** Dated values as they were typed, for core to check; a row goes only where it is ticked off, or was never kept. */
function readSettings(values: Values): Result<Record<string, unknown>> {
  const settings: Record<string, { from: string; value: unknown }[]> = {};
  for (const name of NAMES) {
    settings[name] = [];
    for (let place = 0; place < MOST; place += 1) {
      if (!isUsed(values, name, place) || values[`${name}.${place}.drop`] === 'on') continue;
      const from = given(values, `${name}.${place}.from`);
      if (from === null) {
        const message = 'From which day?';
        return refuse('invalid_input', message, 'Choose the day it begins.', `${name}.${place}.from`);
      }
      const field = `${name}.${place}.value`;
      const text = values[field] ?? '';
      const value = name === 'us_1099_threshold' ? readWorth(text, 'USD', field) : ok(text);
      if (!value.ok) return value;
      settings[name].push({ from, value: value.value });
    }
  }
  return ok(settings);
}

async function show(c: Context<AppEnv>, values: Values, problem: Problem | null): Promise<Response> {
  const rows = { us_1099_threshold: rowsOf(values, NAMES[0]), disclosure_text: rowsOf(values, NAMES[1]) };
  const refused = problem === null ? null : refusal('limits', problem, values);
  const status = problem === null ? 200 : statusOf(problem.code);
  return page(
    c,
    { title: 'Tax settings', here: 'tax', status },
    <LimitsPage data={{ values, rows, refused }} />,
  );
}

/** Whether something was typed in a row, or was kept before. */
function isUsed(values: Values, name: string, place: number): boolean {
  return ['from', 'value', 'kept'].some((part) => given(values, `${name}.${place}.${part}`) !== null);
}

/** Those in use and one to spare. */
function rowsOf(values: Values, name: string): number {
  const used = Array.from({ length: MOST }, (_, place) => place).findLast((place) =>
    isUsed(values, name, place),
  );
  return Math.min(MOST, (used ?? -1) + 2);
}
