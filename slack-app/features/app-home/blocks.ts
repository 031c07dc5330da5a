import type { HomeView, KnownBlock, SectionBlock } from '@slack/types';

import type { Problem } from '#core/problem.ts';

import { option } from '../../blocks/inputs.ts';
import {
  actions,
  button,
  context,
  fields,
  header,
  linkButton,
  plainText,
  section,
} from '../../blocks/layout.ts';
import { join, labelledLink, mrkdwn, type Mrkdwn, moment, passage } from '../../blocks/mrkdwn.ts';
import { worth } from '../../blocks/money.ts';
import { shownValue } from '../reward-approval/shown.ts';
import {
  DIGEST_ACTION,
  DIGEST_OFF,
  HAND_OVER_ACTION,
  HOME_APPROVE_ACTION,
  HOME_REVIEW_ACTION,
  TAKE_BACK_ACTION,
} from './ids.ts';
import type { BudgetLine, HomeTabView, StandIn, WaitingReward } from './view.ts';

const WAITING_SHOWN = 10;
const HELD_SHOWN = 3;
const STOOD_IN_SHOWN = 5;
const HOURS = [6, 7, 8, 9, 10, 11, 12];

/** Somebody's home tab as it stands; `problem` says why what they just pressed did not happen. */
export function homeTab(view: HomeTabView, problem: Problem | null): HomeView {
  return {
    type: 'home',
    blocks: [
      ...(problem === null ? [] : [notice(problem)]),
      header('Waiting for you'),
      ...standingIn(view.standsInFor),
      ...waiting(view),
      { type: 'divider' },
      header('Left in budgets'),
      budgets(view.budgets),
      { type: 'divider' },
      header('While you are away'),
      ...delegate(view),
      { type: 'divider' },
      header('Your morning digest'),
      digest(view.digest),
      context(labelledLink(view.consoleUrl, 'Open the console')),
    ],
  };
}

/** The home tab of somebody we cannot show theirs to. */
export function homeProblem(problem: Problem): HomeView {
  return { type: 'home', blocks: [notice(problem)] };
}

/** A waiting reward on two lines, for lists. */
export function waitingLine(reward: WaitingReward): Mrkdwn {
  const { name, company, act, amount, currency, proposedBy, proposedAt, held } = reward;
  const of = company === null ? mrkdwn`` : mrkdwn` of ${passage(company, 60)}`;
  const why = held === null ? mrkdwn`` : mrkdwn`\n⏸ ${passage(held, 150)}`;
  return mrkdwn`*${worth(amount, currency)}* to *${passage(name, 60)}*${of}\n${passage(act, 150)} · ${passage(proposedBy, 60)}, ${moment(proposedAt)}${why}`;
}

/** What is left of each budget, in two columns. */
export function budgets(lines: readonly BudgetLine[]): SectionBlock {
  if (lines.length === 0) return section(mrkdwn`No budget is set.`);
  return fields(
    lines.map(({ name, currency, left, amount }) => [
      mrkdwn`${name}`.mrkdwn,
      left < 0
        ? mrkdwn`⚠️ over by ${worth(-left, currency)} of ${worth(amount, currency)}`
        : mrkdwn`${worth(left, currency)} of ${worth(amount, currency)}`,
    ]),
  );
}

function notice({ message, remedy }: Problem): KnownBlock {
  return section(mrkdwn`⚠️ *${passage(message, 1000)}*\n${passage(remedy, 1000)}`);
}

function waiting({
  waiting: { shown, total, held, heldTotal },
  mayDecide,
  consoleUrl,
}: HomeTabView): KnownBlock[] {
  if (!mayDecide) return [section(mrkdwn`Nothing: your role approves no rewards, so none wait for you.`)];
  const listed = shown.slice(0, WAITING_SHOWN);
  const more = Math.max(0, total - listed.length);
  const all = labelledLink(`${consoleUrl}/rewards`, 'See all in the console');
  return [
    ...(listed.length === 0 ? [section(nothingWaits(heldTotal))] : []),
    ...listed.flatMap((reward) => [section(waitingLine(reward)), ...choices(reward)]),
    ...(more === 0 ? [] : [context(mrkdwn`and ${more} more. ${all}`)]),
    ...heldBlocks({ held, heldTotal, consoleUrl }),
  ];
}

function nothingWaits(heldTotal: number): Mrkdwn {
  return heldTotal > 0
    ? mrkdwn`Nothing you can approve now.`
    : mrkdwn`Nothing. You have decided everything you were asked to.`;
}

/** What cannot be approved for now, set apart so that it hides nothing that can; no more than `HELD_SHOWN` of it. */
export function heldBlocks(of: {
  held: readonly WaitingReward[];
  heldTotal: number;
  consoleUrl: string;
}): KnownBlock[] {
  if (of.heldTotal === 0) return [];
  const listed = of.held.slice(0, HELD_SHOWN);
  const more = of.heldTotal - listed.length;
  const all = labelledLink(`${of.consoleUrl}/rewards?queue=held`, 'See what is held');
  return [
    section(mrkdwn`*On hold: ${of.heldTotal}*`),
    ...listed.map((reward) => section(waitingLine(reward))),
    context(more > 0 ? mrkdwn`and ${more} more. ${all}` : all),
  ];
}

function choices(reward: WaitingReward): KnownBlock[] {
  const approve = button({
    text: 'Approve',
    actionId: HOME_APPROVE_ACTION,
    value: shownValue(reward),
    style: 'primary',
  });
  const review = linkButton({ text: 'Review', actionId: HOME_REVIEW_ACTION, url: reward.url });
  const all = reward.held === null ? [approve, ...review] : review;
  return all.length === 0 ? [] : [actions(all)];
}

/** For whom somebody decides and until when; no more than `STOOD_IN_SHOWN` of them. */
export function standingIn(standsInFor: readonly StandIn[]): KnownBlock[] {
  const lines = standsInFor
    .slice(0, STOOD_IN_SHOWN)
    .map(({ name, until }) => mrkdwn`You decide for *${passage(name, 60)}* until ${moment(until)}.`);
  const more = standsInFor.length - lines.length;
  const all = more > 0 ? [...lines, mrkdwn`and for ${more} more`] : lines;
  return all.length === 0 ? [] : [section(join(all, '\n'))];
}

function delegate({ delegate: standIn, mayDelegate, standsInFor }: HomeTabView): KnownBlock[] {
  if (!mayDelegate) {
    const isStandIn = standsInFor.length > 0;
    return [
      section(
        isStandIn
          ? mrkdwn`What you decide for others cannot be handed on.`
          : mrkdwn`Only people who approve rewards can hand them over.`,
      ),
    ];
  }
  const change = button({
    text: standIn === null ? 'Hand over…' : 'Change…',
    actionId: HAND_OVER_ACTION,
    value: 'hand-over',
  });
  if (standIn === null) {
    return [section(mrkdwn`You decide yourself. Somebody else can until a day you name.`), actions([change])];
  }
  const back = button({ text: 'Take back', actionId: TAKE_BACK_ACTION, value: 'take-back' });
  return [
    section(mrkdwn`*${standIn.name}* decides for you until ${moment(standIn.until)}. You still can, too.`),
    actions([change, back]),
  ];
}

function digest({ hour, timeZone }: HomeTabView['digest']): SectionBlock {
  const times =
    HOURS.includes(hour ?? -1) || hour === null ? HOURS : [...HOURS, hour].toSorted((a, b) => a - b);
  const all = [
    option('Not at all', DIGEST_OFF),
    ...times.map((each) => option(`At ${String(each).padStart(2, '0')}:00`, String(each))),
  ].filter((one) => one !== null);
  const chosen = all.find(({ value }) => value === (hour === null ? DIGEST_OFF : String(hour)));
  return {
    ...section(
      mrkdwn`What waits, who became an advocate, and whom to call, each working day. Times are yours (${timeZone}).`,
    ),
    accessory: {
      type: 'static_select',
      action_id: DIGEST_ACTION,
      placeholder: plainText('When', 75),
      options: all,
      ...(chosen === undefined ? {} : { initial_option: chosen }),
    },
  };
}
