/**
 * Keeps what a typed policy would have done true while it is typed. Plain browser JavaScript, served as a file of its
 * own. Only the newest question's answer is shown; its first line is read out politely.
 */
export const POLICY_EDITOR_SCRIPT = `
const form = document.querySelector('form[data-live]');
const place = form.querySelector('[data-preview]');
const status = form.querySelector('[data-status]');
const unsaved = document.querySelector('[data-unsaved]');
let timer = 0;
let running = new AbortController();
let leaving = false;
form.addEventListener('input', ({ target }) => {
  if (unsaved && target.name !== 'days') unsaved.hidden = false;
  const words = target.closest('.policy-rule')?.querySelector('[data-words]');
  if (words) words.textContent = 'Changed';
  if (target.name === 'note') return;
  clearTimeout(timer);
  timer = setTimeout(look, 250);
});
form.addEventListener('submit', (event) => {
  if (event.submitter && event.submitter.value === 'try') {
    event.preventDefault();
    clearTimeout(timer);
    look();
  } else leaving = true;
});
addEventListener('pageshow', () => {
  leaving = false;
});
addEventListener('beforeunload', (event) => {
  if (!leaving && unsaved && !unsaved.hidden) event.preventDefault();
});
form.addEventListener('invalid', ({ target }) => reveal(target), true);
function reveal(field) {
  for (let fold = field.closest('details'); fold; fold = fold.parentElement.closest('details')) fold.open = true;
}
async function look() {
  running.abort();
  const mine = (running = new AbortController());
  place.setAttribute('aria-busy', 'true');
  let text;
  try {
    const body = new URLSearchParams(new FormData(form));
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
  blame(place.querySelector('[data-fault]'));
}
function blame(refused) {
  for (const old of form.querySelectorAll('.field-problem')) old.remove();
  for (const old of form.querySelectorAll('[aria-invalid]')) {
    old.removeAttribute('aria-invalid');
    const notes = (old.getAttribute('aria-describedby') ?? '').split(' ');
    const others = notes.filter((note) => note && note !== 'policy-fault' && note !== 'policy-problem');
    if (others.length > 0) old.setAttribute('aria-describedby', others.join(' '));
    else old.removeAttribute('aria-describedby');
  }
  const field = refused && form.elements.namedItem(refused.dataset.fault);
  if (!(field instanceof HTMLElement)) return;
  const words = document.createElement('p');
  words.id = 'policy-fault';
  words.className = 'field-problem';
  words.textContent = refused.querySelector('.notice').textContent;
  (field.closest('.policy-band') ?? field.closest('.field') ?? field.parentElement).append(words);
  reveal(field);
  field.setAttribute('aria-invalid', 'true');
  const notes = field.getAttribute('aria-describedby');
  field.setAttribute('aria-describedby', notes ? notes + ' policy-fault' : 'policy-fault');
}
`.trimStart();
