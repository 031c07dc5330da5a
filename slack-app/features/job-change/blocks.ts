import type { KnownBlock } from '@slack/types';

import {
  actions,
  context,
  header,
  linkButton,
  message,
  section,
  type SlackMessage,
} from '../../blocks/layout.ts';
import { labelledLink, mrkdwn, type Mrkdwn, userMention } from '../../blocks/mrkdwn.ts';
import { OPEN_RECORD_ACTION } from '../advocate-alert/ids.ts';
import type { JobChangeView } from './view.ts';

/** The message about one change, as it stands now; post it once, then update it with each new state. */
export function jobChange(view: JobChangeView): SlackMessage {
  const { title, body } = told(view);
  const buttons =
    view.record === null
      ? []
      : linkButton({
          text: `Open in ${view.record.crm}`,
          actionId: OPEN_RECORD_ACTION,
          url: view.record.url,
        });
  const blocks: KnownBlock[] = [header(title), section(body), context(outcome(view))];
  return message(mrkdwn`${title}`, buttons.length === 0 ? blocks : [...blocks, actions(buttons)]);
}

/** One message for many changes at once, when a channel would otherwise be flooded. It names nobody. */
export function jobChangesDigest(total: number, consoleUrl: string): SlackMessage {
  const title = `${total} advocates changed jobs, or their mail comes back`;
  return message(mrkdwn`${title}`, [
    header(title),
    section(mrkdwn`Their flags have ended, until they help again or can be reached.`),
    context(labelledLink(consoleUrl, 'See who in the console')),
  ]);
}

function told(view: JobChangeView): { title: string; body: Mrkdwn } {
  const { name, tier, change } = view;
  const who = (company: string | null) =>
    company === null ? `${name}, ${tier}` : `${name}, ${tier} at ${company}`;
  if (change.kind === 'moved') {
    const job =
      change.title === null ? `works at ${change.to} now` : `is now ${change.title} at ${change.to}`;
    return { title: `${who(change.from)}, ${job}`, body: moved(change) };
  }
  if (change.kind === 'left') {
    const title = change.title === null ? mrkdwn`` : mrkdwn` Their title is ${change.title} now.`;
    return {
      title: `${who(change.from)}, is no longer there`,
      body: mrkdwn`The CRM names no other company yet.${title} Their flag has ended. It returns once they help, or once you say they still do.`,
    };
  }
  if (change.kind === 'title_changed') {
    const step = { up: 'a step up', down: 'a step down', sideways: 'a change of role' }[change.step];
    return {
      title: `${who(change.company)}, is now ${change.to}`,
      body: mrkdwn`${change.from} → *${change.to}*: ${step}. Their flag has ended. It returns once they help in it, or once you say they still do.`,
    };
  }
  const address = change.email === null ? mrkdwn`their address` : mrkdwn`${change.email}`;
  return {
    title: `Mail to ${who(change.company)}, comes back`,
    body: mrkdwn`Nobody can reach them at ${address}, so their flag has ended. It returns with an address that works; perhaps they changed jobs.`,
  };
}

const ACCOUNTS = {
  customer: 'a customer of yours',
  open_deal: 'in an open deal with you',
  unknown: 'not a customer yet',
};

function moved(change: Extract<JobChangeView['change'], { kind: 'moved' }>): Mrkdwn {
  const { from, to, account, owner } = change;
  const whose = owner === null ? mrkdwn`nobody looks after it yet` : mrkdwn`${nameOf(owner)} looks after it`;
  const mail = change.unreachable ? mrkdwn` Mail to their old address comes back.` : mrkdwn``;
  return mrkdwn`*${to}* is ${ACCOUNTS[account]}; ${whose}.\nTheir flag at ${from} has ended. It returns once they help at ${to}.${mail}`;
}

function nameOf({ name, slackId }: { name: string; slackId: string | null }): Mrkdwn {
  return (slackId === null ? null : userMention(slackId)) ?? mrkdwn`${name}`;
}

const STILL = 'Say in the console whether they are still an advocate, or the flag stays ended';
const DECIDE: Record<JobChangeView['change']['kind'], string> = {
  moved: 'Confirm it in the console, or say it is none',
  left: STILL,
  title_changed: STILL,
  bounced: 'See it in the console',
};

/** Whether it is not the change that somebody decides on, but what becomes of the flag. */
function isAboutFlag({ kind }: JobChangeView['change']): boolean {
  return kind === 'left' || kind === 'title_changed';
}

function outcome({ state, consoleUrl, change }: JobChangeView): Mrkdwn {
  switch (state.kind) {
    case 'open':
      return labelledLink(consoleUrl, DECIDE[change.kind]);
    case 'confirmed':
      return isAboutFlag(change)
        ? mrkdwn`${state.by} says their flag stays ended`
        : mrkdwn`Confirmed by ${state.by}`;
    case 'rejected':
      return isAboutFlag(change)
        ? mrkdwn`${state.by} says they are still an advocate: their flag is back`
        : mrkdwn`${state.by} says it is none: their flag is back`;
    case 'taken_back':
      return mrkdwn`${state.why}`;
  }
}
