import { Alert, DateInput, Input, Modal, Select, TextArea } from '@hubspot/ui-extensions';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { CARDS } from '#test/sandbox/cards/hubspot/fixtures.ts';
import { BASE, openCard, type Call } from './open-card.ts';

afterEach(() => vi.unstubAllGlobals());

const DONE = { done: 'The ask was logged. They rest until 22 Dec.', card: CARDS.resting };
const RECORD = { kind: 'contact', id: '100001' };
const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

type Replies = Parameters<typeof openCard>[0];
const answering =
  (act: Replies): Replies =>
  (call) =>
    call.method === 'GET' ? CARDS.champion : act(call);
const posts = (calls: Call[]) => calls.filter(({ method }) => method === 'POST');

async function opened(act: Replies = () => DONE) {
  const card = openCard(answering(act));
  await card.shows('Champion');
  const part = (action: string) => card.form(action).form;
  return {
    ...card,
    submit: (action: string) => part(action).trigger('onSubmit'),
    select: (action: string, name: string, value: string) =>
      part(action)
        .find(Select, { name })
        .trigger('onChange', value as never),
    type: (action: string, name: string, value: string) =>
      part(action)
        .find(Input, { name })
        .trigger('onInput', value as never),
    note: (action: string, value: string) =>
      part(action)
        .find(TextArea)
        .trigger('onInput', value as never),
    says: (action: string, words: string) =>
      card.waitFor(() => expect(card.form(action).modal.toString()).toContain(words)),
  };
}

describe('each action sends its body', () => {
  test('nominate, with a note as it was typed', async () => {
    const { note, submit, shows, calls, closed } = await opened();
    note('Nominate', '  Loves us <b>& says so</b> "daily" \u202e  ');
    submit('Nominate');
    await shows(DONE.done);
    expect(posts(calls)).toMatchObject([
      {
        url: `${BASE}/crm/hubspot/actions/nominate`,
        body: { record: RECORD, contactId: '100001', note: 'Loves us <b>& says so</b> "daily" \u202e' },
      },
    ]);
    expect(posts(calls)[0]?.body?.['idempotencyKey']).toMatch(UUID);
    expect(closed).toEqual(['groundswell-nominate-100001']);
  });

  test('a note left empty is null', async () => {
    const { submit, shows, calls } = await opened();
    submit('Nominate');
    await shows(DONE.done);
    expect(posts(calls)[0]?.body?.['note']).toBeNull();
  });

  test('log an ask, after a warning that it starts a rest', async () => {
    const { form, select, note, submit, shows, calls } = await opened();
    expect(form('Log an ask').modal.find(Alert).props).toMatchObject({
      title: 'This starts a rest',
      variant: 'warning',
    });
    select('Log an ask', 'ask', 'case_study');
    note('Log an ask', 'By phone');
    submit('Log an ask');
    await shows('Resting until 14 Jan 2027');
    expect(posts(calls)).toMatchObject([
      {
        url: `${BASE}/crm/hubspot/actions/log-ask`,
        body: { record: RECORD, ask: 'case_study', note: 'By phone' },
      },
    ]);
  });

  test('log an act on a day', async () => {
    const { form, select, submit, shows, calls } = await opened();
    expect(form('Log an act').modal.find(DateInput).props).toMatchObject({
      value: { year: 2026, month: 10, date: 22 },
      max: { year: 2026, month: 10, date: 22 },
    });
    select('Log an act', 'act', 'testimonial');
    form('Log an act')
      .modal.find(DateInput)
      .trigger('onChange', { year: 2026, month: 9, date: 31 } as never);
    submit('Log an act');
    await shows(DONE.done);
    expect(posts(calls)).toMatchObject([
      {
        url: `${BASE}/crm/hubspot/actions/log-act`,
        body: { record: RECORD, act: 'testimonial', occurredAt: Date.UTC(2026, 9, 31) },
      },
    ]);
  });

  test.each([
    ['25,50', 'EUR', 2550],
    ['2500', 'JPY', 2500],
    ['1.250', 'KWD', 1250],
  ])('suggest a reward of %s %s', async (amount, currency, units) => {
    const { type, select, submit, shows, calls } = await opened();
    type('Suggest a reward', 'what', 'The call with Initech');
    type('Suggest a reward', 'amount', amount);
    select('Suggest a reward', 'currency', currency);
    submit('Suggest a reward');
    await shows(DONE.done);
    expect(posts(calls)).toMatchObject([
      {
        url: `${BASE}/crm/hubspot/actions/suggest-reward`,
        body: { record: RECORD, act: 'The call with Initech', amount: units, currency },
      },
    ]);
  });
});

describe('what is missing is said beside its field, and nothing is sent', () => {
  test.each([
    ['Log an ask', 'Choose what they were asked for.'],
    ['Log an act', 'Choose what they did.'],
    ['Suggest a reward', 'Say what it is for.'],
    ['Suggest a reward', 'Write an amount above zero in USD, such as 25.50.'],
  ])('%s: %s', async (action, words) => {
    const { submit, says, calls } = await opened();
    submit(action);
    await says(action, words);
    expect(posts(calls)).toEqual([]);
  });

  test('an amount is read back as it was understood', async () => {
    const { form, waitFor } = await opened();
    const amount = () => form('Suggest a reward').form.find(Input, { name: 'amount' });
    amount().trigger('onChange', '25,5' as never);
    await waitFor(() => expect(amount().props.validationMessage).toBe('That is USD 25.50.'));
    expect(amount().props.error).toBe(false);
  });
});

describe('idempotency keys', () => {
  const lost: Replies = () => 'lost';
  const keys = (calls: Call[]) => posts(calls).map(({ body }) => body?.['idempotencyKey']);

  test('sending again after a failure keeps the key; pressing anew after success makes another', async () => {
    const replies: ReturnType<Replies>[] = ['lost', DONE, DONE];
    const { submit, says, shows, calls, waitFor, note } = await opened(() => replies.shift()!);
    note('Nominate', 'Yes');
    submit('Nominate');
    await says('Nominate', 'Groundswell could not be reached.');
    await says('Nominate', 'Try again');
    submit('Nominate');
    await shows(DONE.done);
    submit('Nominate');
    await waitFor(() => expect(posts(calls)).toHaveLength(3));
    const [first, second, third] = keys(calls);
    expect(second).toBe(first);
    expect(third).not.toBe(first);
  });

  test('a changed form after a failure is another press', async () => {
    const { submit, says, note, calls, waitFor } = await opened(lost);
    note('Nominate', 'Yes');
    submit('Nominate');
    await says('Nominate', 'could not be reached');
    note('Nominate', 'Yes, really');
    submit('Nominate');
    await waitFor(() => expect(posts(calls)).toHaveLength(2));
    expect(new Set(keys(calls)).size).toBe(2);
  });

  test('a second press while the first is under way sends nothing', async () => {
    const { submit, says, calls } = await opened(() => 'never');
    submit('Nominate');
    submit('Nominate');
    await says('Nominate', 'Sending…');
    submit('Nominate');
    expect(posts(calls)).toHaveLength(1);
  });
});

test('a refusal is shown in the form in Groundswell’s words, and forgotten when it closes', async () => {
  const problem = {
    code: 'forbidden',
    message: 'Only their owner may.',
    remedy: 'Ask Priya Raman.',
  } as const;
  const { submit, says, form, closed, waitFor } = await opened(() => ({ problem, status: 403 }));
  submit('Nominate');
  await says('Nominate', problem.message);
  await says('Nominate', problem.remedy);
  expect(closed).toEqual([]);
  form('Nominate').modal.trigger('onClose');
  await waitFor(() => expect(form('Nominate').modal.toString()).not.toContain(problem.message));
});

test('a form that is closed forgets what was typed in it', async () => {
  const { note, form, submit, shows, calls } = await opened();
  note('Nominate', 'Typed and given up');
  form('Nominate').modal.trigger('onClose');
  submit('Nominate');
  await shows(DONE.done);
  expect(posts(calls)[0]?.body?.['note']).toBeNull();
});

test('the ask form of somebody not to be asked says so', async () => {
  const card = openCard(() => CARDS['do-not-ask']);
  await card.shows('Please do not ask');
  expect(card.form('Log an ask').modal.find(Alert).props).toMatchObject({
    title: 'They wish not to be asked',
    variant: 'danger',
  });
});

describe('from a company', () => {
  test('an action names the company’s record and the person, and both are read anew', async () => {
    const answer = { done: 'It was noted.', card: CARDS.company };
    const { shows, button, form, calls, waitFor } = openCard(
      ({ method, url }) => {
        if (method === 'POST') return answer;
        return url.includes('kind=contact') ? CARDS.champion : CARDS.company;
      },
      { objectTypeId: '0-2', objectId: 900_000_001 },
    );
    await shows('People at Northwind Traders');
    button('Ada Moreau').trigger('onClick');
    await shows('Ready to be asked.');
    form('Nominate').form.trigger('onSubmit');
    await shows('It was noted.');
    expect(posts(calls)[0]?.body).toMatchObject({
      record: { kind: 'company', id: '900000001' },
      contactId: '100001',
    });
    await waitFor(() => expect(calls.filter(({ url }) => url.includes('kind=contact'))).toHaveLength(2));
  });
});

test('no two forms share an id', async () => {
  const { form } = await opened();
  const names = ['Log an ask', 'Log an act', 'Nominate', 'Suggest a reward'];
  const ids = names.map((name) => form(name).modal.props.id);
  expect(new Set(ids).size).toBe(names.length);
  expect(form('Nominate').modal.isMatch(Modal)).toBe(true);
});
