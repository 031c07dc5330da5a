import type { Hono } from 'hono';

const EVERY_MS = 2000;

/** Replaces each `data-live` part with its newest version, unless the reader is typing in it. */
const SCRIPT = `
const parts = () => [...document.querySelectorAll('[data-live]')];
async function renew() {
  if (document.hidden || parts().length === 0) return;
  const answer = await fetch(location.href, { headers: { accept: 'text/html' } });
  if (!answer.ok) return;
  const fresh = new DOMParser().parseFromString(await answer.text(), 'text/html');
  for (const part of parts()) {
    const next = fresh.querySelector('[data-live="' + part.dataset.live + '"]');
    if (next && next.innerHTML !== part.innerHTML && !part.contains(document.activeElement)) part.innerHTML = next.innerHTML;
  }
}
setInterval(() => renew().catch(() => {}), ${EVERY_MS});
`;

/** Serves the script that keeps the parts of a page marked `data-live` current. */
export function liveRoute(router: Hono): void {
  router.get(
    '/__sandbox/live.js',
    () => new Response(SCRIPT, { headers: { 'content-type': 'text/javascript; charset=utf-8' } }),
  );
}
