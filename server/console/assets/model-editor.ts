/**
 * Moves sliders with their numbers and keeps the preview of a draft true. Plain browser JavaScript, served as a file
 * of its own. Only the newest question's answer is shown; its first line is read out politely.
 */
export const MODEL_EDITOR_SCRIPT = `
const form = document.querySelector('form[data-live]');
const place = form.querySelector('[data-preview]');
const status = form.querySelector('[data-status]');
const unsaved = document.querySelector('[data-unsaved]');
const named = (name) => form.elements.namedItem(name);
const sliders = new Map([...form.querySelectorAll('[data-of]')].map((slider) => [slider.dataset.of, slider]));
let timer = 0;
let running = new AbortController();
let leaving = false;
form.addEventListener('input', ({ target }) => {
  unsaved.hidden = false;
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
document.addEventListener('submit', ({ target, defaultPrevented }) => {
  leaving ||= !defaultPrevented && (target === form || 'leaves' in target.dataset);
});
addEventListener('pageshow', () => {
  leaving = false;
});
addEventListener('beforeunload', (event) => {
  if (!leaving && !unsaved.hidden) event.preventDefault();
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
  for (const share of place.querySelectorAll('[data-share-of]')) {
    form.querySelector('[data-share="' + share.dataset.shareOf + '"]').textContent = share.textContent;
  }
  blame(place.querySelector('[data-fault]'));
}
function blame(refused) {
  for (const old of form.querySelectorAll('.slider-problem')) old.remove();
  for (const name of sliders.keys()) {
    const field = named(name);
    const problem = name + '-problem';
    const notes = (field.getAttribute('aria-describedby') ?? '').split(' ').filter((note) => note && note !== problem);
    if (name === refused?.dataset.fault) {
      const words = document.createElement('p');
      words.id = problem;
      words.className = 'slider-note slider-problem';
      words.textContent = refused.querySelector('.notice').textContent;
      field.closest('.slider').append(words);
      const folded = field.closest('details');
      if (folded) folded.open = true;
      field.setAttribute('aria-invalid', 'true');
      notes.push(problem);
    } else field.removeAttribute('aria-invalid');
    if (notes.length > 0) field.setAttribute('aria-describedby', notes.join(' '));
    else field.removeAttribute('aria-describedby');
  }
}
look(place.dataset.preview);
`.trimStart();
