/**
 * Moves sliders with their numbers and keeps the preview of a draft true. Plain browser JavaScript, served as a file
 * of its own. Only the newest question's answer is shown; its first line is read out politely.
 */
export const MODEL_EDITOR_SCRIPT = `
const form = document.querySelector('form[data-live]');
const place = form.querySelector('[data-preview]');
const status = form.querySelector('[data-status]');
const named = (name) => form.elements.namedItem(name);
const sliders = new Map([...form.querySelectorAll('[data-of]')].map((slider) => [slider.dataset.of, slider]));
let timer = 0;
let running = new AbortController();
form.addEventListener('input', ({ target }) => {
  if (target.dataset.of) named(target.dataset.of).value = target.value;
  else if (sliders.has(target.name)) sliders.get(target.name).value = target.value;
  else return;
  clearTimeout(timer);
  timer = setTimeout(look, 250, place.dataset.preview);
});
form.addEventListener('submit', (event) => {
  if (!event.submitter || !('everybody' in event.submitter.dataset)) return;
  event.preventDefault();
  clearTimeout(timer);
  look('all');
});
async function look(sample) {
  running.abort();
  const mine = (running = new AbortController());
  place.setAttribute('aria-busy', 'true');
  let text;
  try {
    const body = new URLSearchParams(new FormData(form));
    body.set('sample', sample);
    const answer = await fetch(form.dataset.live, { method: 'POST', body, signal: mine.signal });
    if (answer.redirected) throw new Error('You are signed out. Sign in again in another tab, then go on here.');
    text = await answer.text();
    if (!text.includes('data-said')) throw new Error('The preview failed. Nothing is lost; try again.');
  } catch (error) {
    if (mine !== running) return;
    place.removeAttribute('aria-busy');
    status.textContent = error instanceof TypeError ? 'The server cannot be reached. Try again.' : error.message;
    place.textContent = status.textContent;
    return;
  }
  if (mine !== running) return;
  place.innerHTML = text;
  place.removeAttribute('aria-busy');
  status.textContent = place.querySelector('[data-said]').textContent;
  blame(place.querySelector('[data-fault]')?.dataset.fault);
}
function blame(fault) {
  for (const name of sliders.keys()) {
    if (name === fault) named(name).setAttribute('aria-invalid', 'true');
    else named(name).removeAttribute('aria-invalid');
  }
}
look(place.dataset.preview);
`.trimStart();
