const timeline = document.getElementById('timeline');
const shown = new Map();

/** Puts the newest state of the messages on the page, touching only what has changed; false where some of it must wait. */
export function showTimeline(markup) {
  const wasAtEnd =
    timeline.scrollHeight - timeline.scrollTop - timeline.clientHeight < 80 || shown.size === 0;
  const template = document.createElement('template');
  template.innerHTML = markup;
  let complete = true;
  const wanted = [...template.content.children];
  const old = new Map([...timeline.children].map((child) => [keyOf(child), child]));
  const next = wanted.map((child) => {
    const key = keyOf(child);
    const before = old.get(key);
    if (before !== undefined && shown.get(key) === child.outerHTML) return before;
    if (before !== undefined && isBusy(before)) {
      complete = false;
      return before;
    }
    shown.set(key, child.outerHTML);
    if (before !== undefined) replace(before, child);
    return child;
  });
  for (const key of shown.keys()) if (!wanted.some((child) => keyOf(child) === key)) shown.delete(key);
  const same =
    next.length === timeline.children.length &&
    next.every((child, index) => child === timeline.children[index]);
  if (!same) timeline.replaceChildren(...next);
  if (wasAtEnd) timeline.scrollTop = timeline.scrollHeight;
  return complete;
}

function keyOf(child) {
  const { messageTs, day, viewId } = child.dataset;
  return messageTs ?? (day === undefined ? (viewId ?? child.className) : `day ${day}`);
}

/** Somebody is in the middle of something in there; it is brought up to date when they are done. */
function isBusy(child) {
  if (child.querySelector('dialog[open], details.overflow[open]') !== null) return true;
  const focused = document.activeElement;
  return child.contains(focused) && focused.matches('textarea, input:not([type=checkbox], [type=radio])');
}

/** Keeps the focus where it was when the element that held it is drawn anew. */
function replace(before, after) {
  const focused = before.contains(document.activeElement) ? document.activeElement : null;
  before.replaceWith(after);
  if (focused === null) return;
  const { actionId, blockId } = focused.dataset;
  const again = [...after.querySelectorAll('[data-action-id]')].find(
    (each) => each.dataset.actionId === actionId && each.dataset.blockId === blockId,
  );
  if (again === undefined) {
    after.tabIndex = -1;
    after.focus({ preventScroll: true });
  } else {
    again.focus({ preventScroll: true });
  }
}
