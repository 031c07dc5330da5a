import { EmptyState, ErrorState, Link, LoadingSpinner, StatusTag } from '@hubspot/ui-extensions';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { CARDS, CHAMPION, personCard } from '#test/sandbox/cards/hubspot/fixtures.ts';
import { BASE, openCard } from './open-card.ts';

afterEach(() => vi.unstubAllGlobals());

describe('a person', () => {
  test('is asked for by kind and id alone: HubSpot adds who asks', async () => {
    const { calls, shows } = openCard(() => CARDS.champion);
    await shows('Champion');
    expect(calls).toHaveLength(1);
    expect(calls[0]).toMatchObject({ method: 'GET', url: `${BASE}/crm/hubspot/card?kind=contact&id=100001` });
    expect(calls[0]?.options).not.toHaveProperty('headers');
  });

  test('shows status, three numbers, reasons with age and points, and the facts', async () => {
    const { shows, text, find } = openCard(() => CARDS.champion);
    await shows('Champion');
    expect(find(StatusTag).props.variant).toBe('success');
    for (const words of [
      'Ada Moreau',
      'VP Operations · Northwind Traders',
      'Ready to be asked.',
      '82',
      '74%',
      '8 of 8',
      'Reference call',
      '12 days ago',
      '+31',
      '−3',
      '…and 3 more',
      '2 Oct',
      '10 Nov',
      'Priya Raman',
      'Salesforce record 0035g00000XyZ1aAAF',
    ])
      expect(text()).toContain(words);
  });

  test('links each reason to its record, and the person to the console', async () => {
    const { shows, findAll } = openCard(() => CARDS.champion);
    await shows('Champion');
    const hrefs = findAll(Link).map(({ props }) => props.href);
    expect(hrefs).toContain('https://app.hubspot.com/contacts/24601337/record/0-1/100001');
    expect(hrefs).toContainEqual({ url: CHAMPION.consoleUrl, external: true });
    expect(findAll(Link, ({ text }) => text === 'Renewal')).toEqual([]);
  });

  test('at rest says until when, and what stands in the way', async () => {
    const { shows, text, find } = openCard(() => CARDS.resting);
    await shows('Resting until 14 Jan 2027');
    expect(find(StatusTag).props.variant).toBe('warning');
    expect(text()).toContain('They were asked lately. They rest until 14 Jan 2027.');
    expect(text()).toContain('7 of 8');
  });

  test('who wishes not to be asked is never offered as one to ask', async () => {
    const { shows, text, button } = openCard(() => CARDS['do-not-ask']);
    await shows('Please do not ask');
    expect(text()).toContain('Only they can opt in again.');
    expect(text()).toContain('Not at all');
    expect(button('Log an ask').props.variant).toBe('secondary');
  });

  test('of whom nothing was heard has a card that says so', async () => {
    const { shows, text, button } = openCard(() => CARDS.unheard);
    await shows('Nothing has been heard from them yet');
    expect(text()).toContain('Never, as far as we know');
    expect(text()).toContain('Nobody');
    expect(button('Nominate').props.variant).toBe('primary');
  });

  test('of whom too little is known has signals on the card, and no points of a score there is not', async () => {
    const { shows, text } = openCard(() => CARDS['little-known']);
    await shows('What is known');
    expect(text()).toContain('NPS 9');
    expect(text()).toContain('40 % confidence would be enough.');
    expect(text()).not.toMatch(/[+−]\d|Points|Why \d/);
  });

  test('is text whatever they are called, and links lead nowhere but the web', async () => {
    const hostile = '<img src=x onerror=alert(1)>{{7*7}}';
    const card = personCard({
      ...CHAMPION,
      name: hostile,
      consoleUrl: 'javascript:alert(1)',
      reasons: [{ label: hostile, at: 0, points: 1, sourceUrl: 'javascript:alert(2)' }],
      records: [{ vendor: 'hubspot', id: hostile, url: 'data:text/html,x' }],
    });
    const { shows, findAll } = openCard(() => card);
    await shows(hostile);
    expect(findAll(Link)).toEqual([]);
  });
});

describe('without a card to show', () => {
  test('it says that it is reading', async () => {
    const { find, calls } = openCard(() => 'never');
    await vi.waitFor(() => expect(calls).toHaveLength(1));
    const { props } = find(LoadingSpinner);
    expect(props).toMatchObject({ label: 'Reading what Groundswell knows', showLabel: true });
  });

  test('an unknown contact is explained in Groundswell’s words, and can be looked for again', async () => {
    const replies = [CARDS.unknown, CARDS.champion];
    const { shows, find, button } = openCard(() => replies.shift()!);
    await shows('This contact has not been read yet.');
    expect(find(EmptyState).props.title).toBe('Nothing known yet');
    button('Look again').trigger('onClick');
    await shows('Champion');
  });

  test('a refusal shows what happened and what to do, and is tried again on request', async () => {
    const problem = {
      code: 'user_left',
      message: 'You are no longer a user of this account.',
      remedy: 'Ask an admin to invite you again.',
    } as const;
    const replies = [{ problem, status: 403 }, CARDS.champion];
    const { shows, find, text, button } = openCard(() => replies.shift()!);
    await shows(problem.remedy);
    expect(find(ErrorState).props).toMatchObject({ title: problem.message, type: 'lock' });
    expect(text()).not.toContain('user_left');
    button('Try again').trigger('onClick');
    await shows('Champion');
  });

  test.each([
    ['lost', 'Groundswell could not be reached.'],
    ['html', 'Groundswell answered with something this card cannot read.'],
  ] as const)('an answer that is %s is a failure in plain words', async (reply, title) => {
    const { shows, find } = openCard(() => reply);
    await shows('Try again in a minute.');
    expect(find(ErrorState).props.title).toBe(title);
  });

  test('JSON of another shape is not drawn', async () => {
    const { shows, find } = openCard(() => ({ ...CARDS.champion, subject: { kind: 'person' } }) as never);
    await shows('Try again in a minute.');
    expect(find(ErrorState).props.type).toBe('error');
  });

  test.each([
    [{ variables: {} }, 'This card does not know where Groundswell is.'],
    [{ objectTypeId: '0-5' }, 'Groundswell shows people on contacts, companies and deals.'],
  ])('nobody is asked where %j', (options, title) => {
    const { find, calls } = openCard(() => CARDS.champion, options);
    expect(find(ErrorState).props.title).toBe(title);
    expect(calls).toEqual([]);
  });
});

describe('the people of a company or deal', () => {
  test.each([
    ['0-2', 'company', CARDS.company, 'People at Northwind Traders'],
    ['0-3', 'deal', CARDS.deal, 'People on Northwind: 400 seats, renewal 2027'],
  ] as const)('%s is a %s', async (objectTypeId, kind, card, heading) => {
    const { shows, calls } = openCard(() => card, { objectTypeId, objectId: 77 });
    await shows(heading);
    expect(calls[0]?.url).toBe(`${BASE}/crm/hubspot/card?kind=${kind}&id=77`);
  });

  test('are listed in the order they come, those left out counted', async () => {
    const { shows, findAll, text } = openCard(() => CARDS.company, { objectTypeId: '0-2' });
    await shows('…and 12 more on this company');
    expect(findAll(StatusTag).map((tag) => tag.text)).toEqual([
      'Champion',
      'Advocate',
      'Resting until 14 Jan 2027',
      'Candidate',
      'Do not ask',
      'Not yet',
    ]);
    expect(text()).toContain('Propensity 82 · 60% sure');
  });

  test('are nobody: that is said', async () => {
    const { shows, find } = openCard(() => CARDS['nobody-here'], { objectTypeId: '0-2' });
    await shows('Groundswell knows nobody on this company.');
    expect(find(EmptyState).props.title).toBe('Nobody known here yet');
  });

  test('each opens to their own card, and back', async () => {
    const { shows, button, calls } = openCard(
      ({ url }) => (url.includes('kind=contact') ? CARDS.champion : CARDS.company),
      { objectTypeId: '0-2' },
    );
    await shows('People at Northwind Traders');
    button('Ada Moreau').trigger('onClick');
    await shows('Ready to be asked.');
    expect(calls[1]?.url).toBe(`${BASE}/crm/hubspot/card?kind=contact&id=100001`);
    button('← All people').trigger('onClick');
    await shows('People at Northwind Traders');
  });
});
