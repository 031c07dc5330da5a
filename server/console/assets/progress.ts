/**
 * Keeps progress bars true while an account is read. Plain browser JavaScript, served as a file of its own.
 * The bar and its text move each second; readers are told at every tenth, and the page is drawn anew at the end.
 */
export const PROGRESS_SCRIPT = `
const bars = new Map([...document.querySelectorAll('[data-progress]')].map((bar) => [bar.dataset.progress, bar]));
const path = document.querySelector('[data-progress-path]')?.dataset.progressPath ?? '/console/connections/progress';
const spoken = new Map();
async function look() {
  const answer = await fetch(path, { headers: { accept: 'application/json' } });
  if (!answer.ok || answer.redirected) return false;
  const { items } = await answer.json();
  const reading = items.filter((item) => bars.has(item.id));
  if (reading.length < bars.size || reading.some((item) => item.state !== bars.get(item.id).dataset.state)) {
    location.reload();
    return false;
  }
  reading.forEach(show);
  return true;
}
function show({ id, done, total, text }) {
  const bar = bars.get(id);
  const meter = bar.querySelector('progress');
  if (total > 0) { meter.max = total; meter.value = Math.min(done, total); }
  bar.querySelector('[data-text]').textContent = text;
  const tenth = total > 0 ? Math.floor((10 * done) / total) : 0;
  if (spoken.get(id) !== tenth) bar.querySelector('[data-spoken]').textContent = text;
  spoken.set(id, tenth);
}
async function watch() {
  try {
    if (!(await look())) return;
  } catch { /* The server may be restarting: the next look tells. */ }
  setTimeout(watch, document.hidden ? 5000 : 1000);
}
if (bars.size > 0) setTimeout(watch, 500);
`.trimStart();
