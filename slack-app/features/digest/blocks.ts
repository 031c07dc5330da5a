import type { KnownBlock } from '@slack/types';

import { context, header, message, section, type SlackMessage } from '../../blocks/layout.ts';
import { join, labelledLink, mrkdwn, type Mrkdwn, passage } from '../../blocks/mrkdwn.ts';
import { budgets, heldBlocks, standingIn, waitingLine } from '../app-home/blocks.ts';
import type { DigestGroup, DigestPerson, DigestView } from './view.ts';

const SHOWN = 5;

/** The message of somebody's morning. What there is nothing of is left out. */
export function morningDigest(view: DigestView): SlackMessage {
  const { waiting, newAdvocates, resting, detractors, consoleUrl } = view;
  const told = [
    ...group('Call these people', detractors),
    ...group('New advocates', newAdvocates),
    ...group('Champions to leave in peace', resting),
  ];
  const quiet = waiting.total + waiting.heldTotal === 0 && told.length === 0;
  return message(mrkdwn`Good morning. ${summary(view)}`, [
    header(`Good morning. ${view.day}`),
    ...(quiet ? [section(mrkdwn`Nothing waits for you, and nobody new is to be told of.`)] : []),
    ...standingIn(view.standsInFor),
    ...waitingBlocks(view),
    ...heldBlocks({ ...waiting, consoleUrl }),
    ...told,
    ...(view.budgets.length === 0 ? [] : [section(mrkdwn`*Left in budgets*`), budgets(view.budgets)]),
    context(
      mrkdwn`${labelledLink(consoleUrl, 'Open the console')} · The hour is chosen on the app’s home tab.`,
    ),
  ]);
}

function summary({ waiting, detractors, newAdvocates }: DigestView): Mrkdwn {
  const parts = [
    count(waiting.total, 'reward waits', 'rewards wait'),
    count(detractors.total, 'person to call', 'people to call'),
    count(newAdvocates.total, 'new advocate', 'new advocates'),
  ].filter((part) => part !== null);
  return parts.length === 0 ? mrkdwn`Nothing waits for you.` : mrkdwn`${parts.join(', ')}.`;
}

function count(n: number, one: string, many: string): string | null {
  return n === 0 ? null : `${n} ${n === 1 ? one : many}`;
}

function waitingBlocks({ waiting: { shown, total }, consoleUrl }: DigestView): KnownBlock[] {
  if (total === 0) return [];
  const listed = shown.slice(0, SHOWN);
  const more = total - listed.length;
  const all = labelledLink(`${consoleUrl}/rewards`, 'Decide them');
  return [
    section(mrkdwn`*Rewards that wait for you*`),
    ...listed.map((reward) => section(waitingLine(reward))),
    context(more > 0 ? mrkdwn`and ${more} more. ${all}` : all),
  ];
}

function group(title: string, { shown, total }: DigestGroup): KnownBlock[] {
  const listed = shown.slice(0, SHOWN);
  if (listed.length === 0) return [];
  const more = total > listed.length ? mrkdwn`\nand ${total - listed.length} more` : mrkdwn``;
  return [section(mrkdwn`*${title}*\n${join(listed.map(personLine), '\n')}${more}`)];
}

function personLine({ name, company, why, url }: DigestPerson): Mrkdwn {
  const who = url === null ? mrkdwn`${name}` : labelledLink(url, name);
  const of = company === null ? mrkdwn`` : mrkdwn` of ${passage(company, 60)}`;
  return mrkdwn`• ${who}${of}: ${passage(why, 100)}`;
}
