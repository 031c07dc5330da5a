import { describe, expect, it } from 'vitest';

import { ok, refuse } from '#core/problem.ts';
import { proposeModal } from '#slack-app/features/propose-reward/modal.ts';
import { recordingVerbs, slackApp } from '../../recording-verbs.ts';
import { interaction, submission } from '../../signed-request.ts';
import { PROPOSE_FORM } from '../../views.ts';

const ACTOR = { teamId: 'T1', userId: 'U7', userName: 'ana' };
const USER = { id: 'U7', name: 'ana', team_id: 'T1' };
const PERMALINK = 'https://acme.slack.com/archives/C1/p1700000001000200';
const FORM = { permalink: PERMALINK, note: 'Nadia spoke at our event' };
const METADATA = proposeModal(PROPOSE_FORM, FORM).private_metadata ?? '';

function shortcut(rest: object = {}, message: object = {}) {
  return interaction({
    type: 'message_action',
    callback_id: 'propose_reward',
    trigger_id: '1.2',
    team: { id: 'T1', domain: 'acme' },
    user: USER,
    channel: { id: 'C1', name: 'wins' },
    message_ts: '1700000001.000200',
    message: { type: 'message', ts: '1700000001.000200', text: FORM.note, ...message },
    ...rest,
  });
}

interface Typed {
  person?: string | null;
  act?: string;
  amount?: string | null;
  currency?: string | null;
  item?: string | null;
}

function sent({ person = '7', act = 'Spoke', amount = '50', currency = 'USD', item = null }: Typed) {
  const chosen = (value: string | null) => ({ selected_option: value === null ? null : { value } });
  return interaction(
    submission('propose_reward_modal', METADATA, {
      propose_person: { propose_person_search: chosen(person) },
      propose_act: { act: { value: act } },
      propose_amount: { amount: { value: amount } },
      propose_currency: { currency: chosen(currency) },
      propose_item: { item: chosen(item) },
      propose_programme: { programme: chosen('general') },
      propose_note: { note: { value: 'A full room' } },
    }),
  );
}

describe('the shortcut on a message', () => {
  it('is acked, then opens the form with the message as its proof', async () => {
    const recording = recordingVerbs({ proposeForm: ok(PROPOSE_FORM) });
    expect(await slackApp(recording)(shortcut())).toMatchObject({ status: 200, body: '', failures: [] });
    const opened = recording.steps.find(([verb]) => verb === 'openModal');
    expect(opened).toEqual(['openModal', ACTOR, '1.2', proposeModal(PROPOSE_FORM, FORM)]);
    expect(METADATA).toBe(JSON.stringify({ permalink: PERMALINK }));
  });

  it('names the thread a reply stands in', async () => {
    const recording = recordingVerbs({ proposeForm: ok(PROPOSE_FORM) });
    await slackApp(recording)(shortcut({}, { thread_ts: '1700000000.000100' }));
    expect(JSON.stringify(recording.steps)).toContain(`${PERMALINK}?thread_ts=1700000000.000100&cid=C1`);
  });

  it('says why it cannot be proposed', async () => {
    const recording = recordingVerbs({ proposeForm: refuse('forbidden', 'You may not.', 'Ask an owner.') });
    await slackApp(recording)(shortcut());
    expect(JSON.stringify(recording.steps.find(([verb]) => verb === 'openModal'))).toContain('You may not.');
  });

  it('does without a proof where Slack names no such place', async () => {
    const recording = recordingVerbs({ proposeForm: ok(PROPOSE_FORM) });
    await slackApp(recording)(shortcut({ team: { id: 'T1', domain: 'evil.test/' } }));
    expect(JSON.stringify(recording.steps)).not.toContain('evil');
  });

  it('works from anywhere', async () => {
    const recording = recordingVerbs({ proposeForm: ok(PROPOSE_FORM) });
    const body = {
      type: 'shortcut',
      callback_id: 'propose_reward_anywhere',
      trigger_id: '1.2',
      team: { id: 'T1' },
    };
    await slackApp(recording)(interaction({ ...body, user: USER }));
    const opened = recording.steps.find(([verb]) => verb === 'openModal');
    expect(opened?.[3]).toEqual(proposeModal(PROPOSE_FORM, { note: '', permalink: null }));
  });
});

describe('the search for a person', () => {
  const asked = (value: string) =>
    interaction({
      type: 'block_suggestion',
      action_id: 'propose_person_search',
      block_id: 'propose_person',
      value,
      team: { id: 'T1', domain: 'acme' },
      user: USER,
      container: { type: 'view', view_id: 'V1' },
    });

  it('offers who is found, in the answer itself', async () => {
    const people = [
      { id: '7', name: 'Nadia Okafor', company: 'Brightwater' },
      { id: '8', name: 'Nadia Blank', company: null },
    ];
    const recording = recordingVerbs({ findPeople: ok(people) });
    const { body } = await slackApp(recording)(asked(' nad\u202eia '));
    expect(recording.steps[0]).toEqual(['findPeople', ACTOR, 'nadia']);
    expect(JSON.parse(body)).toEqual({
      options: [
        { text: { type: 'plain_text', text: 'Nadia Okafor, Brightwater', emoji: false }, value: '7' },
        { text: { type: 'plain_text', text: 'Nadia Blank', emoji: false }, value: '8' },
      ],
    });
  });

  it('offers nobody where nobody may look', async () => {
    const recording = recordingVerbs({ findPeople: refuse('forbidden', 'No.', 'Ask.') });
    expect(JSON.parse((await slackApp(recording)(asked('nadia'))).body)).toEqual({ options: [] });
  });
});

describe('a proposal sent in', () => {
  const done = { name: 'Nadia', amount: 5000, currency: 'USD', next: 'It waits.', url: 'https://a.test/R1' };

  it('is proposed with its proof, and the modal says so', async () => {
    const recording = recordingVerbs({ proposeReward: ok(done) });
    const { body } = await slackApp(recording)(sent({}));
    expect(recording.steps[0]).toEqual([
      'proposeReward',
      ACTOR,
      {
        key: 'proposal:T1:U7:V1',
        personId: '7',
        act: 'Spoke',
        amount: '50',
        currency: 'USD',
        item: null,
        programme: 'general',
        note: 'A full room',
        permalink: PERMALINK,
      },
    ]);
    expect(JSON.parse(body)).toMatchObject({
      response_action: 'update',
      view: { title: { text: 'Proposed' } },
    });
    expect(body).toContain('*$50.00* to *Nadia*');
  });

  it.each<[Typed, string[]]>([
    [{ person: null }, ['propose_person']],
    [{ act: '  ' }, ['propose_act']],
    [{ amount: null }, ['propose_amount']],
    [{ amount: '5', item: 'mug' }, ['propose_amount']],
    [{ currency: null }, ['propose_currency']],
    [{ person: null, act: '', amount: null }, ['propose_person', 'propose_act', 'propose_amount']],
  ])('%o is sent back with what is missing', async (typed, blocks) => {
    const recording = recordingVerbs();
    const { body } = await slackApp(recording)(sent(typed));
    expect(Object.keys(JSON.parse(body).errors)).toEqual(blocks);
    expect(recording.steps).toEqual([['answered', 200]]);
  });

  it.each([
    ['amount', 'propose_amount'],
    ['act', 'propose_act'],
    ['personId', 'propose_person'],
  ])('shows what the server says of %s at its field', async (field, block) => {
    const recording = recordingVerbs({ proposeReward: refuse('invalid_input', 'No.', 'Again.', field) });
    const { body } = await slackApp(recording)(sent({}));
    expect(JSON.parse(body)).toEqual({ response_action: 'errors', errors: { [block]: 'No. Again.' } });
  });

  it('shows what is about no field in the form’s place', async () => {
    const recording = recordingVerbs({ proposeReward: refuse('budget_exceeded', 'Too much.', 'Raise it.') });
    const { body } = await slackApp(recording)(sent({}));
    expect(JSON.parse(body)).toMatchObject({
      response_action: 'update',
      view: { title: { text: 'Not proposed' } },
    });
  });
});
