import type { KnownBlock } from '@slack/types';

import {
  actions,
  button,
  context,
  header,
  linkButton,
  message,
  section,
  type SlackMessage,
} from '../../blocks/layout.ts';
import { join, labelledLink, mrkdwn, type Mrkdwn, moment } from '../../blocks/mrkdwn.ts';
import { OPEN_RECORD_ACTION, SNOOZE_ACTION, THANK_ACTION } from './ids.ts';
import type { AdvocateView, AlertState, ReasonView } from './view.ts';

const REASONS_SHOWN = 5;
const DIGEST_SHOWN = 10;

/** The alert that someone became an advocate, as it looks now; post it once, then update it with each new state. */
export function advocateAlert(view: AdvocateView, state: AlertState): SlackMessage {
  const text = mrkdwn`New advocate: ${view.name}${of(view)}, ${view.tier}${propensity(view)}`;
  const blocks: KnownBlock[] = [
    header(`New advocate: ${view.name}`),
    section(mrkdwn`${who(view)}\n${standing(view)}`),
    ...(view.reasons.length === 0 ? [] : [section(reasons(view.reasons))]),
    ...outcome(state),
    actions([...choices(view, state), ...recordButton(view)]),
  ];
  return message(text, blocks.filter(hasContent));
}

/** One message for many new advocates, when a channel would otherwise be flooded. `total` counts those not shown too. */
export function advocateDigest(
  views: readonly AdvocateView[],
  total: number,
  consoleUrl: string,
): SlackMessage {
  const shown = views.slice(0, DIGEST_SHOWN);
  const more = Math.max(0, total - shown.length);
  const title = total === 1 ? '1 new advocate' : `${total} new advocates`;
  const all = labelledLink(consoleUrl, 'See all in the console');
  return message(
    mrkdwn`${title}: ${join(
      shown.map((view) => mrkdwn`${view.name}`),
      ', ',
    )}`,
    [
      header(title),
      ...shown.map((view) => section(advocateLine(view))),
      context(more === 0 ? all : mrkdwn`and ${more} more. ${all}`),
    ],
  );
}

/** One person on two lines, for lists. */
export function advocateLine(view: AdvocateView): Mrkdwn {
  const name = view.record === null ? mrkdwn`${view.name}` : labelledLink(view.record.url, view.name);
  const first = view.reasons[0];
  const why = first === undefined ? mrkdwn`` : mrkdwn` · ${first.label}`;
  return mrkdwn`*${name}*${of(view)}\n${standing(view)}${why}`;
}

function of(view: AdvocateView): Mrkdwn {
  return view.company === null ? mrkdwn`` : mrkdwn` of ${view.company}`;
}

function who(view: AdvocateView): Mrkdwn {
  const title = view.title === null ? mrkdwn`` : mrkdwn`, ${view.title}`;
  return mrkdwn`*${view.name}*${title}${of(view)}`;
}

function standing(view: AdvocateView): Mrkdwn {
  if (view.propensity === null) return mrkdwn`*${view.tier}* · not enough data. ${view.shortfall ?? ''}`;
  return mrkdwn`*${view.tier}* · propensity ${Math.round(view.propensity)} of 100 · confidence ${Math.round(view.confidence)} of 100`;
}

function propensity(view: AdvocateView): string {
  return view.propensity === null ? '' : `, propensity ${Math.round(view.propensity)}`;
}

function reasons(all: readonly ReasonView[]): Mrkdwn {
  const lines = all
    .slice(0, REASONS_SHOWN)
    .map((reason) => mrkdwn`• ${signed(reason.points)} ${reason.label}`);
  return mrkdwn`*Why*\n${join(lines, '\n')}`;
}

function signed(points: number): string {
  const rounded = Math.round(points * 10) / 10;
  return rounded < 0 ? `−${-rounded}` : `+${rounded}`;
}

function outcome(state: AlertState): KnownBlock[] {
  if (state.kind === 'thanked') return [context(mrkdwn`Thanked by ${state.by}, ${moment(state.at)}`)];
  if (state.kind === 'snoozed') return [context(mrkdwn`Snoozed by ${state.by} until ${moment(state.until)}`)];
  return [];
}

function choices(view: AdvocateView, state: AlertState) {
  if (state.kind !== 'new') return [];
  return [
    button({ text: 'Thank', actionId: THANK_ACTION, value: view.personId, style: 'primary' }),
    button({ text: 'Snooze for a week', actionId: SNOOZE_ACTION, value: view.personId }),
  ];
}

function recordButton(view: AdvocateView) {
  if (view.record === null) return [];
  return linkButton({
    text: `Open in ${view.record.crm}`,
    actionId: OPEN_RECORD_ACTION,
    url: view.record.url,
  });
}

// Slack refuses a row of buttons without a button.
function hasContent(block: KnownBlock): boolean {
  return block.type !== 'actions' || block.elements.length > 0;
}
