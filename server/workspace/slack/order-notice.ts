import type { Reward } from '#core/reward/reward.ts';
import { message, section, type SlackMessage } from '#slack-app/blocks/layout.ts';
import { labelledLink, mrkdwn } from '#slack-app/blocks/mrkdwn.ts';
import { worth } from '#slack-app/blocks/money.ts';
import { nextStepOf } from '#server/workspace/fulfilment/next-step.ts';
import { fulfilmentOf } from '#server/workspace/fulfilment/rows.ts';
import type { Store } from '#server/workspace/store.ts';
import { consolePage } from './reward-view.ts';

const WORDS: Record<string, string> = {
  failed: 'did not reach the person',
  returned: 'came back as money',
  unclaimed: 'was not claimed in time',
  cancelled: 'was made void',
  doubt: 'may have been paid twice',
  reminder: 'was delivered a while ago, and nobody told that it was claimed',
};

/** What a person has to do about an order, naming nobody; null where it stands otherwise by now, or nothing waits. */
export function orderNotice(store: Store, reward: Reward, what: string, number: string): SlackMessage | null {
  const order = fulfilmentOf(store, reward.id);
  if (order === null || String(order.number) !== number) return null;
  const stands =
    what === 'doubt' ? order.doubt !== null : order.state === (what === 'reminder' ? 'delivered' : what);
  if (!stands) return null;
  const next = nextStepOf(order, reward.state);
  if (next === null) return null;
  const link = labelledLink(consolePage(store, reward.id), reward.id);
  const text = mrkdwn`${link}, ${worth(reward.amount, reward.currency)}, ${WORDS[what] ?? 'needs a person'}. ${next}`;
  return message(text, [section(text)]);
}
