import { may } from '#core/member/role.ts';
import { ok, refuse, type Refusal, type Result } from '#core/problem.ts';
import { formatAmount, isCurrency } from '#core/reward/currency.ts';
import { DEFAULT_PROGRAMME, MAX_TEXT, type AskedReward, type Reward } from '#core/reward/reward.ts';
import type {
  PersonChoice,
  ProposedReward,
  ProposeForm,
  RewardDraft,
} from '#slack-app/features/propose-reward/view.ts';
import { clip } from '#slack-app/blocks/text.ts';
import { readAmount } from '#server/console/parts/amount.ts';
import { catalogueItems, type ListedItem } from '#server/workspace/catalogue/items.ts';
import { Budgets } from '#server/workspace/ledger/budgets.ts';
import { currenciesInUse } from '#server/workspace/ledger/currencies.ts';
import { roleOf } from '#server/workspace/members/role-of.ts';
import { listPeople } from '#server/workspace/people/list.ts';
import { findPerson } from '#server/workspace/people/people.ts';
import { findProgramme } from '#server/workspace/points/programmes.ts';
import { Rewards } from '#server/workspace/rewards/rewards.ts';
import { noteRefused } from '#server/workspace/refusals.ts';
import type { Store } from '#server/workspace/store.ts';

type Worth = Pick<AskedReward, 'item' | 'amount' | 'currency'>;

const PEOPLE_SHOWN = 20;
/** As many rewards tell which currencies are in use. */
const LATELY = 500;
const USUAL_CURRENCY = 'USD';

/** What somebody may propose. Fails with `forbidden`. */
export function proposeFormFor(store: Store, actor: string): Result<ProposeForm> {
  const barred = mayPropose(store, actor);
  if (barred !== null) return barred;
  const budgets = new Budgets(store).list();
  const names = new Set([DEFAULT_PROGRAMME, ...budgets.map(({ holder }) => holder.split('/')[0] ?? holder)]);
  const inUse = currenciesInUse(store);
  const currencies = [...new Set([...inUse, ...usedLately(store)])];
  return ok({
    programmes: [...names].map((name) => ({ id: name, name })),
    currencies: currencies.length === 0 ? [USUAL_CURRENCY] : currencies,
    currency: inUse.length === 1 ? inUse[0]! : null,
    items: catalogueItems(store)
      .filter((item) => isGiven(store, item))
      .map(itemChoice),
  });
}

/** People whose name, e-mail or company holds a few letters, the strongest first. Fails with `forbidden`. */
export function peopleNamed(store: Store, actor: string, query: string): Result<PersonChoice[]> {
  const barred = mayPropose(store, actor);
  if (barred !== null) return barred;
  const page = listPeople(store, {
    q: query,
    tier: null,
    sort: '-propensity',
    limit: PEOPLE_SHOWN,
    cursor: null,
  });
  return page.ok ? ok(page.value.items.map(({ id, name, company }) => ({ id, name, company }))) : page;
}

/** Proposes what was sent in. Fails with `forbidden`, or as `Rewards.create` does, naming the field. */
export function proposeFromSlack(store: Store, actor: string, draft: RewardDraft): Result<ProposedReward> {
  const barred = mayPropose(store, actor);
  if (barred !== null) return barred;
  const worth = worthOf(draft);
  if (!worth.ok) {
    return noteRefused(store, { by: actor, action: 'reward.proposal', subject: 'rewards' }, worth);
  }
  const created = new Rewards(store).create({
    key: draft.key,
    personId: draft.personId,
    act: draft.act,
    ...worth.value,
    proof: proofOf(draft),
    proposedBy: actor,
    ...(draft.programme === null ? {} : { programme: draft.programme }),
    source: 'slack',
  });
  return created.ok ? ok(proposedView(store, created.value)) : created;
}

/** Currencies of rewards, in order. */
function usedLately({ sql }: Store): string[] {
  return sql
    .all<{ currency: string }>(
      `SELECT DISTINCT currency FROM (SELECT currency FROM reward ORDER BY created_at DESC LIMIT ${LATELY})
       ORDER BY currency`,
    )
    .map(({ currency }) => currency)
    .filter(isCurrency);
}

/** Whether an item can be given at all: neither archived nor out of stock, nor points of no programme. */
function isGiven(store: Store, { archived, stock, reserved, kind, currency }: ListedItem): boolean {
  if (archived || (stock !== null && stock <= reserved)) return false;
  return kind !== 'points' || findProgramme(store, currency.slice('points:'.length)).ok;
}

/** An item with its price, and the programmes that give it where not all do. */
function itemChoice({
  id,
  name,
  price,
  currency,
  kind,
  programmes,
}: ListedItem): ProposeForm['items'][number] {
  const costs = kind === 'thank_you' ? '' : `, ${formatAmount(price, currency)}`;
  const where = programmes === null ? '' : ` (${programmes.join(', ')})`;
  return { id, name: `${clip(name, 40)}${costs}${where}` };
}

/** What a draft asks for: an item comes at its own price. */
function worthOf({ item, amount, currency }: RewardDraft): Result<Worth> {
  if (item !== null) return ok({ item });
  const read = readAmount(amount ?? '', currency);
  return read.ok ? ok({ amount: read.value, currency }) : read;
}

/** Where the act can be seen, then what was noted about it. */
function proofOf({ permalink, note }: RewardDraft): string | null {
  return (
    [permalink, note]
      .filter((part) => part !== null && part !== '')
      .join(' ')
      .slice(0, MAX_TEXT) || null
  );
}

function proposedView(store: Store, reward: Reward): ProposedReward {
  const person = findPerson(store, reward.personId);
  return {
    name: person.ok ? person.value.name : 'Unknown person',
    amount: reward.amount,
    currency: reward.currency,
    next:
      reward.state === 'proposed'
        ? 'It waits for an approval; you hear what is decided.'
        : 'Your policy approves it without anybody.',
    url: `${store.publicUrl}/console/rewards/${reward.id}`,
  };
}

function mayPropose(store: Store, actor: string): Refusal | null {
  const role = roleOf(store, actor);
  if (role !== null && may(role, 'propose')) return null;
  return refuse(
    'forbidden',
    'You may not propose rewards.',
    'Ask an owner or admin of Groundswell for the role of a manager.',
  );
}
