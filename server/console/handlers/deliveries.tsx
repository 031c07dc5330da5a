import { Hono } from 'hono';
import type { AppEnv } from '#server/app-env.ts';
import { redirectWith } from '#server/console/flash.ts';
import { page, workspaceOf } from '#server/console/page.tsx';
import { DeliveriesPage } from '#server/console/pages/deliveries.tsx';
import { counted } from '#server/console/parts/words.ts';
import { People } from '#server/console/parts/people.tsx';
import type { DeliveryRow } from '#server/workspace/outbox/deliveries.ts';
import type { DeliveryState } from '#server/workspace/outbox/outbox.ts';
import { readForm } from './form.ts';

const PAGE = 50;
const STATES: DeliveryState[] = ['parked', 'due', 'held', 'sent'];
const PARKED = '/console/deliveries?state=parked';

export const deliveries = new Hono<AppEnv>()
  .get('/', async (c) => {
    const state = STATES.find((each) => each === c.req.query('state')) ?? null;
    const cursor = c.req.query('cursor') ?? null;
    const { deliveries: noun, people } = workspaceOf(c);
    const [counts, listed] = await Promise.all([noun.counts(), noun.list({ state, limit: PAGE, cursor })]);
    const data = {
      now: Date.now(),
      counts,
      state,
      items: listed.ok ? listed.value.items : [],
      cursor,
      next: listed.ok ? listed.value.next : null,
      problem: listed.ok ? null : listed.problem,
    };
    const body = (
      <People.Provider value={await people.behind(data.items.flatMap(namedIn))}>
        <DeliveriesPage data={data} />
      </People.Provider>
    );
    return page(c, { title: 'Deliveries', here: 'deliveries' }, body);
  })
  .post('/replay', async (c) => {
    const { id = '' } = await readForm(c);
    const replayed = await workspaceOf(c).deliveries.replay(id, c.var.principal.actor);
    return redirectWith(
      c,
      PARKED,
      replayed.ok ? { done: 'On its way again.' } : { problem: replayed.problem },
    );
  })
  .post('/replay-all', async (c) => {
    const n = await workspaceOf(c).deliveries.replayAll(c.var.principal.actor);
    return redirectWith(c, PARKED, {
      done: `${counted(n, 'delivery is', 'deliveries are')} on the way again.`,
    });
  });

function namedIn({ kind, subject }: DeliveryRow): string[] {
  if (kind === 'alert') return [`person:${subject}`];
  return kind === 'notice' ? [subject.split(':').slice(0, 2).join(':')] : [`reward:${subject}`];
}
