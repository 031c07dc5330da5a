import { context, message, section, type SlackMessage } from '../../blocks/layout.ts';
import { join, labelledLink, mrkdwn, type Mrkdwn, moment } from '../../blocks/mrkdwn.ts';
import { worth } from '../../blocks/money.ts';

const EARLIER_SHOWN = 5;
const REASONS_SHOWN = 5;

/** What stands behind a proposal. It names nobody: a thread outlives the erasure of a person. */
export interface DetailsView {
  rewardId: string;
  /** What the person got or was refused before, the newest first. */
  earlier: { amount: number; currency: string; outcome: string; at: number; url: string }[];
  earlierTotal: number;
  /** What their standing rests on. */
  reasons: { label: string; points: number }[];
  /** When nobody decides, it ends at this time. */
  expiresAt: number;
  url: string;
}

/** The first reply in the thread of an approval message. */
export function rewardDetails(view: DetailsView): SlackMessage {
  const { rewardId, earlier, earlierTotal, reasons, expiresAt, url } = view;
  const more = earlierTotal - Math.min(earlier.length, EARLIER_SHOWN);
  return message(mrkdwn`Details of ${rewardId}`, [
    section(
      mrkdwn`*Earlier rewards of this person*\n${earlierWords(earlier)}${more > 0 ? mrkdwn`\nand ${more} more` : mrkdwn``}`,
    ),
    ...(reasons.length === 0 ? [] : [section(mrkdwn`*Why they count*\n${reasonWords(reasons)}`)]),
    context(
      mrkdwn`${labelledLink(url, `${rewardId} in the console`)} · if undecided, it expires ${moment(expiresAt)}`,
    ),
  ]);
}

function earlierWords(earlier: DetailsView['earlier']): Mrkdwn {
  if (earlier.length === 0) return mrkdwn`None: this is their first.`;
  const lines = earlier
    .slice(0, EARLIER_SHOWN)
    .map(
      ({ amount, currency, outcome, at, url }) =>
        mrkdwn`• ${labelledLink(url, worth(amount, currency))}: ${outcome}, ${moment(at)}`,
    );
  return join(lines, '\n');
}

function reasonWords(reasons: DetailsView['reasons']): Mrkdwn {
  const lines = reasons
    .slice(0, REASONS_SHOWN)
    .map(({ label, points }) => mrkdwn`• ${label}: ${POINTS.format(points)}`);
  return join(lines, '\n');
}

const POINTS = new Intl.NumberFormat('en-US', { signDisplay: 'exceptZero', maximumFractionDigits: 1 });
