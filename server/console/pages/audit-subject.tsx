import { isProvider, PROVIDER_WORDS } from '#server/fulfilment/provider.ts';
import { memberName } from '#server/console/parts/actor.ts';
import { PersonLink, RewardLink } from '#server/console/parts/people.tsx';
import { vendorOf } from '#server/console/parts/words.ts';
import { holderWords } from './ledger/words.ts';

/** What a subject with no id, or a setting, is called, and where it is seen. */
const PLACES: Record<string, readonly [words: string, href: string]> = {
  rewards: ['Rewards', '/console/rewards'],
  budgets: ['Budgets', '/console/budgets'],
  fulfilment: ['Who fulfils what', '/console/fulfilment'],
  'reward-rules': ['Reward rules', '/console/rules'],
  'domain-lists': ['Who is never asked', '/console/gates'],
  'setting:fraud': ['Settings of held rewards', '/console/fraud'],
  'setting:tax': ['Tax settings', '/console/tax/limits'],
  'setting:members': ['Other Slack users', '/console/members'],
};

/** What kinds of things are called, and the folder of their pages; their id follows. */
const KINDS: Record<string, readonly [words: string, folder: string]> = {
  item: ['Catalogue item', '/console/catalogue/items/'],
  points: ['Points', '/console/points/programmes/'],
  import: ['Import', '/console/imports/'],
  policy: ['Approval policy, version', '/console/policy#'],
  model: ['Score model', '/console/models/'],
  api_key: ['API key', '/console/keys#'],
};

/** What an entry of the trail is about, in words, with a link to its page. */
export function Subject({ subject }: { subject: string }) {
  const place = Object.hasOwn(PLACES, subject) ? PLACES[subject] : undefined;
  if (place !== undefined) return <a href={place[1]}>{place[0]}</a>;
  const [, kind = '', id = ''] = /^(\w+):(.+)$/s.exec(subject) ?? [];
  const reward = /^R\d+\b/.exec(id)?.[0];
  if (kind === 'reward' && reward !== undefined) return <RewardLink id={reward} />;
  if (kind === 'person') return <PersonLink id={id} />;
  if (kind === 'member') return <Member subject={subject} id={id} />;
  if (kind === 'connection') return <a href={`/console/connections#${id}`}>{vendorOf(id)}</a>;
  if (kind === 'budget') return <Budget id={id} />;
  if (kind === 'provider')
    return <a href="/console/fulfilment">{isProvider(id) ? PROVIDER_WORDS[id] : id}</a>;
  if (kind === 'company') return <a href={`/console/accounts/${encodeURIComponent(id)}`}>Company</a>;
  const known = Object.hasOwn(KINDS, kind) ? KINDS[kind] : undefined;
  if (known === undefined) return <bdi class="code">{subject}</bdi>;
  return (
    <a href={`${known[1]}${encodeURIComponent(id)}`}>
      {known[0]} <bdi>{id}</bdi>
    </a>
  );
}

function Member({ subject, id }: { subject: string; id: string }) {
  const name = memberName(subject) ?? memberName(id) ?? `Member ${id}`;
  return (
    <a href={/^\d+$/.test(id) ? `/console/members#member-${id}` : '/console/members'}>
      <bdi>{name}</bdi>
    </a>
  );
}

/** `general/2026-11:EUR` in words. */
function Budget({ id }: { id: string }) {
  const [, holder = id, currency = ''] = /^(.+):([^:]+)$/.exec(id) ?? [];
  return (
    <a href={`/console/budgets#${holder}-${currency}`}>
      Budget <bdi>{holderWords(holder)}</bdi>, {currency}
    </a>
  );
}
