import { context, header, message, section, type SlackMessage } from '../../blocks/layout.ts';
import { join, mrkdwn } from '../../blocks/mrkdwn.ts';
import { advocateLine } from '../advocate-alert/blocks.ts';
import type { AdvocateView } from '../advocate-alert/view.ts';
import { REWARDS_ARGUMENT } from '../rewards-command/ids.ts';
import { FIND_COMMAND } from './ids.ts';

const SHOWN = 5;

/** The answer to `/advocates`: the five best, or what to try when there is none. */
export function advocateList(query: string, found: readonly AdvocateView[]): SlackMessage {
  const scope = query === '' ? mrkdwn`` : mrkdwn` matching “${query}”`;
  if (found.length === 0) {
    const advice =
      query === '' ? mrkdwn`Nobody has been scored yet.` : mrkdwn`Try a shorter part of a name or a company.`;
    return message(mrkdwn`No advocates${scope}. ${advice}`, [
      section(mrkdwn`No advocates${scope}. ${advice}`),
    ]);
  }
  const shown = found.slice(0, SHOWN);
  return message(
    mrkdwn`Top advocates${scope}: ${join(
      shown.map((view) => mrkdwn`${view.name}`),
      ', ',
    )}`,
    [
      header('Top advocates'),
      ...shown.map((view) => section(advocateLine(view))),
      context(query === '' ? mrkdwn`Narrow it down: \`${FIND_COMMAND} acme\`` : mrkdwn`By score${scope}`),
    ],
  );
}

/** The answer to `/advocates help`: what the command takes. */
export function advocatesHelp(): SlackMessage {
  const ways = [
    mrkdwn`\`${FIND_COMMAND}\` names the best advocates`,
    mrkdwn`\`${FIND_COMMAND} acme\` those whose name or company holds “acme”`,
    mrkdwn`\`${FIND_COMMAND} ${REWARDS_ARGUMENT}\` the rewards that wait for you, and what was decided of late`,
  ];
  const more = mrkdwn`To propose a reward, use “Propose a reward” under a message's ⋯ or among the shortcuts.`;
  return message(mrkdwn`What ${FIND_COMMAND} can do`, [section(join(ways, '\n')), context(more)]);
}
