import type { Hono } from 'hono';
import * as z from 'zod';
import type { Fault } from '../faults.ts';
import { faultSchema } from '../fault-schema.ts';
import type { PayoutLedger } from './ledger.ts';

const knobsSchema = z.object({ faults: z.array(faultSchema) });

/** The desk's own JSON interface: its state, its faults, a fresh start. */
export function payoutControl(router: Hono, ledger: PayoutLedger, faults: Fault[]): void {
  router.get('/__sandbox/state', () =>
    Response.json({ asked: ledger.asked, payouts: ledger.list(), faults }),
  );

  router.patch('/__sandbox/knobs', async (context) => {
    const body = knobsSchema.safeParse(await context.req.json().catch(() => null));
    if (!body.success)
      return Response.json({ error: { code: 'bad_knobs', message: body.error.message } }, { status: 400 });
    faults.splice(0, faults.length, ...body.data.faults);
    return Response.json({ faults });
  });

  router.post('/__sandbox/reset', () => {
    ledger.clear();
    faults.length = 0;
    return new Response(null, { status: 204 });
  });
}
