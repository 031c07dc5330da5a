import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import { isAutomatic, POLICY_PATH } from '#server/console/pages/policy/words.ts';
import type { Policy } from '#core/policy/policy.ts';
import { DEFAULT_PROGRAMME } from '#core/reward/reward.ts';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { arranged, movedTo, openedIn } from '#server/console/pages/policy/arrange.ts';
import { PolicyEditorPage } from '#server/console/pages/policy/editor.tsx';
import { PreviewResult, SPANS, type Tried } from '#server/console/pages/policy/preview.tsx';
import { claimedIn, readTyped, typedOf, type TypedPolicy } from '#server/console/pages/policy/typed.ts';
import { Currencies } from '#server/console/parts/currency.tsx';
import type { Refused } from '#server/console/parts/field.tsx';
import { statusOf } from '#server/errors.ts';
import { isAllowed } from '#server/routes/permissions.ts';
import { currencyChoices } from './currencies.ts';
import { readForm, refusal } from './form.ts';
import { namesOf } from './names.ts';

const USUAL = 90;

interface Shown {
  typed: TypedPolicy;
  note: string;
  from: number;
  days: number;
  /** The place of the rule a button was pressed for, or null. */
  arranged: number | null;
  refused: Refused | null;
}

/** A policy changed, tried on what was proposed lately, and published. What is only typed is not kept. */
export const policyEditor = new Hono<AppEnv>()
  .get('/edit', async (c) => {
    const versions = await workspaceOf(c).policies.versions();
    const current = versions[0]!;
    const like = versions.find(({ version }) => String(version) === c.req.query('like')) ?? current;
    const typed = typedOf(like.policy);
    return show(c, {
      typed,
      note: '',
      from: current.version,
      days: daysIn(c.req.query('days')),
      arranged: null,
      refused: null,
    });
  })
  .post('/edit', async (c) => {
    const values = await readForm(c);
    const { do: button = '' } = values;
    const sent = shownIn(values);
    const over = /^over\.(\d{1,9})$/.exec(button)?.[1];
    const from = over === undefined ? sent.from : Number(over);
    const typed = arranged(sent.typed, button);
    return show(c, { ...sent, from, typed, arranged: movedTo(button) });
  })
  .post('/edit/preview', async (c) => {
    const { typed, days } = shownIn(await readForm(c));
    const tried = await tryOut(c, typed, days);
    const status = tried.ok ? 200 : statusOf(tried.problem.code);
    return c.html(html`${<PreviewResult tried={tried} />}`, status);
  })
  .post('/publish', async (c) => {
    const values = await readForm(c);
    const sent = shownIn(values);
    const claimed = claimedIn(sent.typed);
    const published = claimed.ok
      ? await workspaceOf(c).policies.publish(claimed.value, sent.from, sent.note, c.var.principal.actor)
      : claimed;
    // What was typed is read back field by field, never from what was sent.
    if (!published.ok) return show(c, { ...sent, refused: refusal('policy', published.problem, {}) });
    const done = `Version ${published.value.version} is in force for what is proposed from now on.`;
    return redirectWith(c, POLICY_PATH, { done });
  });

function shownIn(values: Record<string, string>): Shown {
  const from = Number.parseInt(values['from'] ?? '', 10);
  return {
    typed: readTyped(values),
    note: values['note'] ?? '',
    from: Number.isSafeInteger(from) ? from : -1,
    days: daysIn(values['days']),
    arranged: null,
    refused: null,
  };
}

function daysIn(text: string | undefined): number {
  return SPANS.find((span) => String(span) === text) ?? USUAL;
}

/** What a typed policy would have done, with the names of those it would have done it to. */
async function tryOut(c: Context<AppEnv>, typed: TypedPolicy, days: number): Promise<Tried> {
  const claimed = claimedIn(typed);
  if (!claimed.ok) return claimed;
  const simulated = await workspaceOf(c).policies.simulate(claimed.value, days);
  if (!simulated.ok) return simulated;
  const { value } = simulated;
  const names = await namesOf(
    c,
    value.changed.map(({ reward }) => reward.personId),
  );
  // What could be simulated is a policy.
  return { ok: true, value, days, names, automatic: isAutomatic(claimed.value as Policy) };
}

async function show(c: Context<AppEnv>, shown: Shown): Promise<Response> {
  const { typed, note, from, days, refused } = shown;
  const { policies, budgets } = workspaceOf(c);
  const [versions, tried, held] = await Promise.all([
    policies.versions(),
    tryOut(c, typed, days),
    budgets.list(),
  ]);
  const current = versions[0]!;
  const base = versions.find(({ version }) => version === from) ?? current;
  const named = versions.flatMap(({ policy }) => policy.rules.flatMap(({ programmes }) => programmes ?? []));
  const funded = held.map(({ holder }) => holder.split('/')[0] ?? '');
  const data = {
    typed,
    note,
    from,
    overtaken: current.version === from ? null : current,
    days,
    tried,
    programmes: [...new Set([DEFAULT_PROGRAMME, ...funded, ...named])],
    opened: openedIn(typed, typedOf(base.policy), shown.arranged),
    unsaved: note !== '' || JSON.stringify(typed) !== JSON.stringify(typedOf(base.policy)),
    refused,
  };
  const status = refused === null ? 200 : statusOf(refused.problem.code);
  const title = isAllowed(c.var.principal, 'govern') ? 'Change the policy' : 'Try a policy out';
  const options = { title, here: 'policy', status, script: 'policy-editor.js' } as const;
  const body = (
    <Currencies.Provider value={await currencyChoices(c)}>
      <PolicyEditorPage data={data} />
    </Currencies.Provider>
  );
  return page(c, options, body);
}
