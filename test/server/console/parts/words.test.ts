import { describe, expect, it } from 'vitest';
import { actorTitle, actorWords } from '#server/console/parts/actor.ts';
import { linkTo } from '#server/console/parts/pager.tsx';
import { sourceUrl } from '#server/workspace/people/source-url.ts';
import { progressText } from '#server/console/parts/sync-progress.tsx';
import { actionWords, counted, signed, vendorOf } from '#server/console/parts/words.ts';

describe('words of the console', () => {
  it('counts one and many', () => {
    expect(counted(1, 'person', 'people')).toBe('1 person');
    expect(counted(0, 'person', 'people')).toBe('0 people');
    expect(counted(12_345, 'person', 'people')).toBe('12,345 people');
  });

  it('shows points with their sign', () => {
    expect([signed(22), signed(-8), signed(0)]).toEqual(['+22', '−8', '0']);
  });

  it('names actions, also one it has never met', () => {
    expect(actionWords('reward.approved')).toBe('Approved a reward');
    expect(actionWords('play.started_early')).toBe('play started early');
  });

  it('names who acted, inside a sentence and alone', () => {
    expect([actorWords('admin'), actorTitle('admin')]).toEqual(['an admin', 'An admin']);
    expect([actorWords('rule:case_study'), actorTitle('rule:case_study')]).toEqual([
      'the rule for case study',
      'The rule for case study',
    ]);
    expect(actorTitle('slack:U1:maya')).toBe('maya');
  });

  it('tells the vendor from a connection, and shows what it does not know as it is', () => {
    expect(vendorOf('hubspot-151')).toBe('HubSpot');
    expect(vendorOf('hubspotter-1')).toBe('hubspotter-1');
  });

  it('tells progress without ever passing the end', () => {
    expect(progressText({ done: 0, total: 0 })).toBe('Counting the records');
    expect(progressText({ done: 1_200, total: 5_000 })).toBe('1,200 of 5,000 records read, 24 %');
    expect(progressText({ done: 5_010, total: 5_000 })).toBe('5,010 of 5,010 records read, 100 %');
  });

  it('puts only what says something into an address', () => {
    expect(linkTo('/a', { q: 'x & y', tier: null, cursor: '' })).toBe('/a?q=x+%26+y');
    expect(linkTo('/a', { q: null })).toBe('/a');
  });
});

describe('where a signal was read', () => {
  const contacts = [{ id: '151', url: 'https://crm.example/contact/151' }];
  const deals = [{ id: '9', url: 'https://crm.example/deal/9' }];

  it('leads to the contact or the deal it names', () => {
    expect(sourceUrl('contact 151: nps_score', contacts, deals)).toBe('https://crm.example/contact/151');
    expect(sourceUrl('deal 9', contacts, deals)).toBe('https://crm.example/deal/9');
  });

  it('leads nowhere for records of others and for free text', () => {
    expect(sourceUrl('contact 15: nps_score', contacts, deals)).toBeNull();
    expect(sourceUrl('deal 151', contacts, deals)).toBeNull();
    expect(sourceUrl('https://evil.example', contacts, deals)).toBeNull();
    expect(sourceUrl('', contacts, deals)).toBeNull();
  });
});
