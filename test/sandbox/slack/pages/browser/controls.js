import { post, say } from './wire.js';

const room = document.querySelector('.controls');

/** Knobs take effect as they are turned; the buttons do what they say, and the page shows the state afterwards. */
export function installControls() {
  if (room === null) return;
  room.addEventListener('change', (event) => {
    const { knob } = event.target.dataset;
    if (knob !== undefined) void turn({ [knob]: valueOf(event.target) });
  });
  room.addEventListener('click', async (event) => {
    const button = event.target.closest('[data-act]');
    if (button !== null) {
      button.setAttribute('aria-busy', 'true');
      const outcome = await post(button.dataset.act, { delivery: button.dataset.delivery });
      button.removeAttribute('aria-busy');
      if (outcome.ok === false) say(outcome.message);
      else location.reload();
    }
    if (event.target.id === 'clear-faults' && (await turn({ faults: [] }))) location.reload();
  });
  document.getElementById('faults').addEventListener('submit', async (event) => {
    event.preventDefault();
    const { method, kind, when, times } = Object.fromEntries(new FormData(event.target));
    const planned = JSON.parse(room.querySelector('[data-faults]').dataset.faults);
    planned.push({ methods: [method], kind, when, times: Number(times) });
    if (await turn({ faults: planned })) location.reload();
  });
}

function valueOf(control) {
  if (control.type === 'checkbox') return control.checked;
  return control.type === 'number' ? control.valueAsNumber : control.value;
}

async function turn(change) {
  const response = await fetch('/__sandbox/knobs', { method: 'PATCH', body: JSON.stringify(change) });
  if (!response.ok) say((await response.json()).error);
  else say('Done. It holds from now on.');
  return response.ok;
}
