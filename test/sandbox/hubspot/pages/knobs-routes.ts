import type { Hono } from 'hono';
import { faultSchema } from '../../fault-schema.ts';
import { pageResponse } from '../../page/page.ts';
import type { Sandbox } from '../api.ts';
import { knobsSchema } from '../knobs-schema.ts';
import { DIAL_NAMES, knobsPage } from './knobs-page.ts';

/** The page with the knobs, and what its two forms do. */
export function knobsRoutes(router: Hono, sandbox: Sandbox): void {
  router.get('/__sandbox', (context) => pageResponse(knobsPage(sandbox, context.req.query('done') ?? null)));

  router.post('/__sandbox/dials', async (context) => {
    const form = new URLSearchParams(await context.req.text());
    const given = DIAL_NAMES.map((name) => [name, readDial(sandbox.knobs[name], form.get(name) ?? '')]);
    const parsed = knobsSchema.safeParse(Object.fromEntries(given));
    if (parsed.success) Object.assign(sandbox.knobs, parsed.data);
    return context.redirect(
      `/__sandbox?done=${parsed.success ? 'Saved.' : 'That is out of range. Nothing was changed.'}`,
      303,
    );
  });

  router.post('/__sandbox/failures', async (context) => {
    const form = new URLSearchParams(await context.req.text());
    if (form.get('do') === 'clear') sandbox.knobs.faults = [];
    const parsed = faultSchema.safeParse({
      kind: form.get('kind'),
      path: form.get('path') ?? '',
      times: Number(form.get('times')),
    });
    if (form.get('do') === 'add' && parsed.success) sandbox.knobs.faults.push(parsed.data);
    return context.redirect('/__sandbox', 303);
  });
}

/** Text from the form as the kind of value the knob holds. */
function readDial(current: unknown, text: string): unknown {
  if (typeof current === 'number') return Number(text);
  return typeof current === 'boolean' ? text === 'true' : text;
}
