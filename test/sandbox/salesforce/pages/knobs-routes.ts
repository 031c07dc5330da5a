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
    const given = DIAL_NAMES.map((name) => {
      const text = form.get(name) ?? '';
      return [name, typeof sandbox.knobs[name] === 'number' ? Number(text) : text === 'true'];
    });
    const parsed = knobsSchema.safeParse(Object.fromEntries(given));
    if (parsed.success) Object.assign(sandbox.knobs, parsed.data);
    const done = parsed.success ? 'Saved.' : 'That is out of range. Nothing was changed.';
    return context.redirect(`/__sandbox?done=${done}`, 303);
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
