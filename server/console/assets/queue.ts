/**
 * Ticks many rewards at once: all of the page, a range with Shift, the next with the arrow keys; tells how many and how
 * much. Plain browser JavaScript, served as a file of its own; without it the page does the same with more presses.
 */
export const QUEUE_SCRIPT = `
const form = document.querySelector('form[data-queue]');
if (form) {
  const ticks = [...form.querySelectorAll('input[name=chosen]')];
  const told = form.querySelector('[data-picked]');
  const reason = form.querySelector('[name=reason]');
  const link = form.querySelector('[data-all]');
  const all = document.createElement('button');
  all.type = 'button';
  all.className = link.className;
  link.replaceWith(all);
  const approve = form.querySelector('[value=approve]');
  const plain = approve.textContent;
  let last = null;
  const worth = (currency, amount) => {
    const count = new Intl.NumberFormat('en-US').format(amount);
    if (currency === 'thanks') return count + ' × thanks';
    if (currency.startsWith('points:')) {
      const programme = currency.slice('points:'.length);
      return count + (programme === 'general' ? '' : ' ' + programme) + (amount === 1 ? ' point' : ' points');
    }
    const digits = Number(form.querySelector('[data-currency="' + currency + '"]').dataset.digits);
    const fraction = { minimumFractionDigits: digits, maximumFractionDigits: digits };
    const format = new Intl.NumberFormat('en-US', { style: 'currency', currency, ...fraction });
    return format.format(amount / 10 ** digits);
  };
  const totals = (picked) => {
    const sums = new Map();
    for (const { dataset } of picked) {
      const amount = dataset.currency === 'thanks' ? 1 : Number(dataset.amount);
      sums.set(dataset.currency, (sums.get(dataset.currency) ?? 0) + amount);
    }
    return [...sums].map(([currency, amount]) => worth(currency, amount)).join(', ');
  };
  const tell = () => {
    const picked = ticks.filter((tick) => tick.checked);
    const sums = picked.length === 0 ? '' : ': ' + totals(picked);
    told.textContent = picked.length + ' of ' + ticks.length + ' selected' + sums;
    all.textContent = picked.length === ticks.length ? 'Select none' : 'Select all ' + ticks.length;
    approve.textContent = picked.length === 0 ? plain : 'Approve ' + picked.length;
    for (const tick of ticks) tick.closest('tr').classList.toggle('picked', tick.checked);
  };
  const range = (to) => {
    if (last === null) return;
    const [from, until] = [ticks.indexOf(last), ticks.indexOf(to)].sort((a, b) => a - b);
    for (const tick of ticks.slice(from, until + 1)) tick.checked = to.checked;
  };
  all.addEventListener('click', () => {
    const wanted = ticks.some((tick) => !tick.checked);
    for (const tick of ticks) tick.checked = wanted;
    tell();
  });
  form.addEventListener('click', (event) => {
    const { target, shiftKey } = event;
    if (!ticks.includes(target)) return;
    if (shiftKey) range(target);
    last = target;
    tell();
  });
  form.addEventListener('keydown', (event) => {
    const at = ticks.indexOf(event.target);
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (at < 0 || !step || !ticks[at + step]) return;
    event.preventDefault();
    if (event.shiftKey) {
      ticks[at].checked = true;
      ticks[at + step].checked = true;
      tell();
    }
    ticks[at + step].focus();
  });
  for (const button of form.querySelectorAll('button[name=decision]')) {
    button.addEventListener('click', () => {
      const isOwed = button.value !== 'approve' && reason.value.trim() === '';
      reason.setCustomValidity(isOwed ? 'Say why: whoever proposed them reads it.' : '');
    });
  }
  reason.addEventListener('input', () => reason.setCustomValidity(''));
  tell();
}
`.trimStart();
