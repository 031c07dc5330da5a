import { MARCUS, type SlackMessage } from './controls.ts';

/** A press on Approve, as Slack sends it from a team. */
export function pressIn(
  teamId: string,
  { ts, channel }: Pick<SlackMessage, 'ts' | 'channel'>,
  rewardId: string,
) {
  const action = { type: 'button', action_id: 'reward_approve', value: rewardId, action_ts: '1.1' };
  return {
    type: 'block_actions',
    team: { id: teamId },
    user: { id: MARCUS, username: 'marcus', team_id: teamId },
    trigger_id: '1.2.3',
    channel: { id: channel },
    message: { ts },
    actions: [action],
  };
}

/** The form of a proposal as it is sent in. */
export function proposalForm({
  team,
  personId,
  amount,
  currency,
}: Record<'team' | 'personId' | 'amount' | 'currency', string>) {
  const option = (value: string) => ({
    selected_option: { value, text: { type: 'plain_text', text: value } },
  });
  const values = {
    propose_person: { propose_person_search: { type: 'external_select', ...option(personId) } },
    propose_act: { act: { type: 'plain_text_input', value: 'Spoke' } },
    propose_amount: { amount: { type: 'plain_text_input', value: amount } },
    propose_currency: { currency: { type: 'static_select', ...option(currency) } },
  };
  const id = `V${amount}${currency}`;
  return {
    type: 'view_submission',
    team: { id: team },
    user: { id: MARCUS, username: 'marcus', team_id: team },
    view: { id, hash: 'h', callback_id: 'propose_reward_modal', private_metadata: '', state: { values } },
  };
}
