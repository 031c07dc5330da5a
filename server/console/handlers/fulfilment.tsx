import { Hono, type Context } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { decodeFile } from '#core/import/encoding.ts';
import { ok, refuse, type Problem, type Result } from '#core/problem.ts';
import { DAY } from '#core/time.ts';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { FulfilmentPage } from '#server/console/pages/fulfilment-settings.tsx';
import { ReconciliationPage } from '#server/console/pages/reconciliation.tsx';
import type { Refused } from '#server/console/parts/field.tsx';
import { FULFILMENT_PATH } from '#server/console/parts/fulfilment-words.ts';
import { drain } from '#server/drain.ts';
import { statusOf } from '#server/errors.ts';
import { isProvider } from '#server/fulfilment/provider.ts';
import { SECRETS } from '#server/fulfilment/settings.ts';
import type { Choice } from '#server/workspace/fulfilment/choice.ts';
import type { Reconciliation, ReconciliationRequest } from '#server/workspace/fulfilment/reconciliation.ts';
import { given, readForm, refusal } from './form.ts';
import { choicesIn, rearranged, shownRows } from './fulfilment-choices.ts';
import { namesOf } from './names.ts';
import { knownProgrammes } from './programmes.ts';
import { show as rewardPage } from './reward.tsx';

const PAGE = 50;
const MOST_BYTES = 5_000_000;
const tooLarge = refuse('too_large', 'The file is larger than 5 MB.', 'Take less time.', 'file');
const HERE = { title: 'Fulfilment', here: 'fulfilment' } as const;

/** Who fulfils rewards, what of it waits for somebody, and whether the books agree. */
export const fulfilment = new Hono<AppEnv>()
  .get('/', (c) => show(c, null))
  .get('/reconciliation', (c) => reconciliation(c, c.req.query()))
  .post(
    '/reconciliation',
    bodyLimit({
      maxSize: MOST_BYTES,
      onError: async (c) => {
        await drain(c.req.raw);
        return reconciliation(c, c.req.query(), tooLarge);
      },
    }),
    async (c) => {
      const { file } = await c.req.parseBody();
      return reconciliation(c, await readForm(c), await uploadedText(file));
    },
  )
  .post('/providers/:name', async (c) => {
    const name = c.req.param('name');
    const values = await readForm(c);
    const secretNames: readonly string[] = isProvider(name) ? SECRETS[name] : [];
    const split = Map.groupBy(Object.entries(values), ([field]) => secretNames.includes(field));
    const saved = await workspaceOf(c).fulfilment.saveProvider(name, {
      settings: Object.fromEntries(split.get(false) ?? []),
      secrets: Object.fromEntries(split.get(true) ?? []),
      by: c.var.principal.actor,
    });
    if (saved.ok) return redirectWith(c, FULFILMENT_PATH, { done: 'The settings are saved.' });
    return show(c, refusal(`provider-${name}`, saved.problem, values));
  })
  .post('/test', async (c) => {
    const { name = '' } = await readForm(c);
    const told = await workspaceOf(c).fulfilment.test(name);
    return redirectWith(c, FULFILMENT_PATH, told.ok ? { done: told.value } : { problem: told.problem });
  })
  .post('/choices', async (c) => {
    const values = await readForm(c);
    const rows = choicesIn(values);
    const moved = rearranged(rows, values['do'] ?? '');
    if (moved !== null) return show(c, null, moved);
    const kept = await workspaceOf(c).fulfilment.choose(rows, c.var.principal.actor);
    if (kept.ok) return redirectWith(c, FULFILMENT_PATH, { done: 'The choices are saved.' });
    return show(c, refusal('choices', kept.problem, values), rows);
  })
  .post('/rewards/:id/sent', async (c) => {
    const values = await readForm(c);
    const handover = { proof: values['proof'] ?? '', by: c.var.principal.actor };
    const sent = await workspaceOf(c).fulfilment.markSent(c.req.param('id'), handover);
    if (!sent.ok) return rewardPage(c, refusal('sent', sent.problem, values));
    return back(c, sent, 'It is booked as paid.');
  })
  .post('/rewards/:id/reminded', async (c) => {
    const done = await workspaceOf(c).fulfilment.markReminded(c.req.param('id'), c.var.principal.actor);
    return back(c, done, 'They were reminded.');
  })
  .post('/rewards/:id/retry', async (c) => {
    const values = await readForm(c);
    const asked = { by: c.var.principal.actor, newOrder: values['newOrder'] === 'yes' };
    const again = await workspaceOf(c).fulfilment.retry(c.req.param('id'), asked);
    return back(c, again, 'It is ordered again.');
  })
  .post('/rewards/:id/void', async (c) => {
    const values = await readForm(c);
    const voiding = { by: c.var.principal.actor, proof: given(values, 'proof') };
    const made = await workspaceOf(c).fulfilment.cancel(c.req.param('id'), voiding);
    if (!made.ok) return rewardPage(c, refusal('void', made.problem, values));
    return back(c, made, 'The order is void.');
  })
  .post('/rewards/:id/doubt', async (c) => {
    const values = await readForm(c);
    const word = { proof: values['proof'] ?? '', by: c.var.principal.actor };
    const settled = await workspaceOf(c).fulfilment.settleDoubt(c.req.param('id'), word);
    if (!settled.ok) return rewardPage(c, refusal('doubt', settled.problem, values));
    return back(c, settled, 'It is written down that the money did not leave twice.');
  });

function back(c: Context<AppEnv>, result: Result<unknown>, done: string): Response | Promise<Response> {
  const path = `/console/rewards/${encodeURIComponent(c.req.param('id') ?? '')}`;
  return redirectWith(c, path, result.ok ? { done } : { problem: result.problem });
}

/** `rows` are who fulfils what as it is typed, where that is not what is kept. */
async function show(
  c: Context<AppEnv>,
  refused: Refused | null,
  rows: Choice[] | null = null,
): Promise<Response> {
  const noun = workspaceOf(c).fulfilment;
  const [set, waiting, programmes] = await Promise.all([
    noun.providers(),
    noun.waiting(PAGE),
    knownProgrammes(c),
  ]);
  const names = await namesOf(
    c,
    waiting.map(({ personId }) => personId),
  );
  const choices = rows === null ? set.choices : shownRows(rows);
  const { PUBLIC_URL: publicUrl } = c.var.services.config;
  const data = { ...set, choices, programmes, waiting, names, publicUrl, now: Date.now(), refused };
  const status = refused === null ? 200 : statusOf(refused.problem.code);
  return page(c, { ...HERE, status }, <FulfilmentPage data={data} />);
}

async function reconciliation(
  c: Context<AppEnv>,
  asked: Record<string, string>,
  file: Result<string> | null = null,
): Promise<Response> {
  const today = new Date().toISOString().slice(0, 10);
  const from = asked['from'] ?? `${today.slice(0, 7)}-01`;
  const to = asked['to'] ?? today;
  const name = asked['provider'] ?? '';
  const provider = isProvider(name) ? name : 'tremendous';
  const period = { from: Date.parse(`${from}T00:00:00Z`), to: Date.parse(`${to}T00:00:00Z`) + DAY };
  const found = await compare(c, asked, { provider, ...period }, file);
  const problem: Problem | null = found?.ok === false ? found.problem : null;
  const props = { from, to, provider, found: found?.ok === true ? found.value : null, problem } as const;
  const status = problem === null ? 200 : statusOf(problem.code);
  return page(c, { ...HERE, title: 'Compare the books', status }, <ReconciliationPage {...props} />);
}

/** Null where nothing was asked yet, or the list to compare with is still to be given. */
async function compare(
  c: Context<AppEnv>,
  asked: Record<string, string>,
  request: Omit<ReconciliationRequest, 'file'>,
  file: Result<string> | null,
): Promise<Result<Reconciliation> | null> {
  if (asked['from'] === undefined || (request.provider === 'webhook' && file === null)) return null;
  if (file?.ok === false) return file;
  return workspaceOf(c).fulfilment.reconcile({ ...request, file: file?.value ?? null });
}

/** The text of an uploaded file, or `invalid_input`. */
async function uploadedText(file: unknown): Promise<Result<string>> {
  if (!(file instanceof File) || file.name === '') {
    return refuse('invalid_input', 'No file was chosen.', 'Choose the CSV of your own system.', 'file');
  }
  const decoded = decodeFile(new Uint8Array(await file.arrayBuffer()));
  return decoded.ok ? ok(decoded.value.text) : decoded;
}
