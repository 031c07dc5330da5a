import type { Hono } from 'hono';
import * as z from 'zod';
import type { Fault } from '../faults.ts';
import { faultSchema } from '../fault-schema.ts';
import { DELIVERY_STATUSES, ORDER_STATUSES, type TremendousBooks } from './books.ts';
import { eventOf, tell, type EventTarget } from './events.ts';

const knobsSchema = z.object({
  faults: z.array(faultSchema).optional(),
  firstStatus: z.enum(ORDER_STATUSES).optional(),
});
const changeSchema = z.object({
  status: z.enum(ORDER_STATUSES).optional(),
  delivery: z.enum(DELIVERY_STATUSES).optional(),
  cancelReward: z.boolean().optional(),
});

/** Its own JSON interface: state, faults, a fresh start, and what becomes of an order, told as the real one tells it. */
export function tremendousControl(
  router: Hono,
  books: TremendousBooks,
  faults: Fault[],
  target: () => EventTarget | null,
  now: () => number,
): void {
  router.get('/__sandbox/state', () => Response.json({ asked: books.asked, orders: books.list(), faults }));

  router.patch('/__sandbox/knobs', async (context) => {
    const body = knobsSchema.safeParse(await context.req.json().catch(() => null));
    if (!body.success) return Response.json({ errors: body.error.message }, { status: 400 });
    if (body.data.faults !== undefined) faults.splice(0, faults.length, ...body.data.faults);
    if (body.data.firstStatus !== undefined) books.firstStatus = body.data.firstStatus;
    return Response.json({ faults, firstStatus: books.firstStatus });
  });

  router.post('/__sandbox/orders/:id', async (context) => {
    const order = books.find(context.req.param('id'));
    const fields = context.req.header('content-type')?.includes('json')
      ? await context.req.json<unknown>().catch(() => null)
      : await context.req.parseBody();
    const change = changeSchema.safeParse(fields);
    if (order === undefined || !change.success)
      return Response.json({ errors: 'no such order' }, { status: 404 });
    const { status, delivery, cancelReward } = change.data;
    if (status !== undefined) order.status = status;
    if (delivery !== undefined) order.delivery = delivery;
    if (cancelReward === true || status === 'CANCELED') order.refunded = true;
    const told = eventOf(order, change.data);
    const isTaken = told !== null && (await tell(target(), told.event, told.resource, now()));
    if (context.req.header('accept')?.includes('text/html')) return context.redirect('/', 303);
    return Response.json({ event: told?.event ?? null, isTaken });
  });

  router.post('/__sandbox/reset', () => {
    books.clear();
    faults.length = 0;
    return new Response(null, { status: 204 });
  });
}
