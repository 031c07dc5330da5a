import { Hono, type Context } from 'hono';
import { HOLD_STATES } from '#core/fraud/hold.ts';
import { SWITCHED, type ClaimedSettings, type FraudSettings } from '#core/fraud/settings.ts';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { FraudPage } from '#server/console/pages/fraud/fraud.tsx';
import { FRAUD_PATH } from '#server/console/pages/fraud/words.ts';
import { ticked } from '#server/console/parts/boxes.tsx';
import type { Refused } from '#server/console/parts/field.tsx';
import { People } from '#server/console/parts/people.tsx';
import { statusOf } from '#server/errors.ts';
import { readForm, refusal } from './form.ts';
import { knownProgrammes } from './programmes.ts';

const PAGE = 20;
const LIMITS = ['days', 'perPerson', 'perProposer', 'perAccount'];

/** Rewards that wait to be looked at, the verdicts about them, and what makes them wait. */
export const fraud = new Hono<AppEnv>()
  .get('/', (c) => show(c, null))
  .post('/holds', async (c) => {
    const values = await readForm(c);
    const { hold = '', reason = '', verdict } = values;
    const resolved = await workspaceOf(c).fraud.resolve(hold, {
      verdict: verdict === 'confirm' ? 'confirm' : 'clear',
      by: c.var.principal.actor,
      reason,
    });
    if (resolved.ok) {
      const { rewardId, state } = resolved.value;
      const done =
        state === 'confirmed'
          ? `${rewardId} is declined: the hold was right.`
          : `The hold on ${rewardId} is cleared.`;
      const isOnReward = values['back'] === 'reward';
      return redirectWith(c, isOnReward ? `/console/rewards/${rewardId}` : FRAUD_PATH, { done });
    }
    const { problem } = resolved;
    if (problem.field === undefined) return redirectWith(c, FRAUD_PATH, { problem });
    return show(c, refusal(`hold-${hold}`, problem, values));
  })
  .post('/settings', async (c) => {
    const values = await readForm(c);
    const noun = workspaceOf(c).fraud;
    const programmes = await choosable(c, await noun.settings());
    const kept = await noun.setSettings(claimedIn(values, programmes), c.var.principal.actor);
    if (kept.ok) return redirectWith(c, FRAUD_PATH, { done: 'The settings are saved.' });
    return show(c, refusal('settings', kept.problem, values));
  });

/** Every programme there is, and those a setting names still. */
async function choosable(c: Context<AppEnv>, { sameDomain }: FraudSettings): Promise<string[]> {
  return [...new Set([...(await knownProgrammes(c)), ...Object.keys(sameDomain)])];
}

function claimedIn(values: Record<string, string>, known: readonly string[]): ClaimedSettings {
  const programmes = ticked(values, 'sameDomain', known) ?? [];
  return {
    rules: Object.fromEntries(SWITCHED.map((code) => [code, values[`rules.${code}`] ?? ''])),
    sameDomain: Object.fromEntries(programmes.map((programme) => [programme, 'off'])),
    velocity: Object.fromEntries(LIMITS.map((limit) => [limit, wholeOf(values[`velocity.${limit}`])])),
  };
}

function wholeOf(text: string | undefined): number {
  const trimmed = text?.trim() ?? '';
  return /^\d{1,9}$/.test(trimmed) ? Number(trimmed) : Number.NaN;
}

async function show(c: Context<AppEnv>, refused: Refused | null): Promise<Response> {
  const noun = workspaceOf(c).fraud;
  const state = HOLD_STATES.find((each) => each === c.req.query('state')) ?? 'open';
  const cursor = c.req.query('cursor') ?? null;
  const [holds, waiting, settings] = await Promise.all([
    noun.list(state, PAGE, cursor),
    noun.waiting(),
    noun.settings(),
  ]);
  const data = {
    now: Date.now(),
    state,
    holds: holds.ok ? holds.value.items : [],
    waiting,
    cursor,
    next: holds.ok ? holds.value.next : null,
    problem: holds.ok ? null : holds.problem,
    settings,
    programmes: await choosable(c, settings),
    refused,
  };
  const status = refused === null ? 200 : statusOf(refused.problem.code);
  const behind = await workspaceOf(c).people.behind(data.holds.flatMap(({ evidence }) => evidence));
  const body = (
    <People.Provider value={behind}>
      <FraudPage data={data} />
    </People.Provider>
  );
  return page(c, { title: 'Held rewards', here: 'fraud', status }, body);
}
