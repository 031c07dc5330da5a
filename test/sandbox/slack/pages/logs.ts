import type { Delivery } from '../delivery/courier.ts';
import type { ApiCall } from '../team/call-log.ts';
import type { Frame } from './frame.ts';
import { html, type Markup, type Piece } from './html.ts';

const SHOWN = 30;

/** What was last sent to the app and what it answered, newest first, each ready to be sent again. */
export function drawDeliveries(deliveries: readonly Delivery[], frame: Frame): Markup {
  const rows = deliveries
    .slice(-SHOWN)
    .toReversed()
    .map((delivery) => [
      time(delivery.at, frame),
      html`<code>${delivery.kind}</code>`,
      answerOf(delivery),
      html`<button
        type="button"
        class="btn small"
        data-act="replay"
        data-delivery="${delivery.id}"
        aria-label="Send again: ${delivery.kind} number ${delivery.id + 1}"
      >
        Send again
      </button>`,
    ]);
  return drawTable(['Time', 'What', 'Answer', 'Replay'], rows, 'Nothing has been sent to the app yet.');
}

function answerOf({ answer }: Delivery): Piece {
  if (answer === null) return 'waiting…';
  if (answer.kind === 'timeout') return html`<span class="bad">no answer in time</span>`;
  if (answer.kind === 'unreachable') return html`<span class="bad">not reached: ${answer.reason}</span>`;
  return answer.status === 200 ? '200' : html`<span class="bad">${answer.status}</span>`;
}

/** The Web API calls the app last made, newest first. */
export function drawCalls(calls: readonly ApiCall[], frame: Frame): Markup {
  const rows = calls
    .slice(-SHOWN)
    .toReversed()
    .map((call) => [
      time(call.at, frame),
      html`<code>${call.method}</code>`,
      call.error === null && call.fault === null
        ? String(call.status)
        : html`<span class="bad"
            >${call.status} ${call.error} ${call.fault !== null && `planned: ${call.fault}`}</span
          >`,
    ]);
  return drawTable(['Time', 'Method', 'Answer'], rows, 'The app has not called the Web API yet.');
}

function drawTable(heads: readonly string[], rows: readonly Piece[][], empty: string): Markup {
  if (rows.length === 0) return html`<p class="muted">${empty}</p>`;
  return html`<div class="table" tabindex="0" role="region" aria-label="${heads.join(', ')}">
    <table>
      <thead>
        <tr>
          ${heads.map((head) => html`<th scope="col">${head}</th>`)}
        </tr>
      </thead>
      <tbody>
        ${rows.map(
          (row) =>
            html`<tr>
              ${row.map((cell) => html`<td>${cell}</td>`)}
            </tr>`,
        )}
      </tbody>
    </table>
  </div>`;
}

function time(at: number, { viewer }: Frame): string {
  const format = new Intl.DateTimeFormat('en-GB', { timeStyle: 'medium', timeZone: viewer.timeZone });
  return format.format(at);
}
