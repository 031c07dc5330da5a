import { Field } from '#server/console/parts/field.tsx';

/** What is looked for in the trail, as typed. */
export interface AuditSearch {
  about: string | null;
  action: string | null;
  who: string | null;
  from: string | null;
  until: string | null;
}

export const AUDIT_PATH = '/console/audit';

/** How actions begin that belong together. */
const GROUPS: readonly (readonly [prefix: string, words: string])[] = [
  ['reward.', 'Rewards'],
  ['fraud.', 'Held rewards'],
  ['fulfilment.', 'Fulfilment'],
  ['budget', 'Budgets'],
  ['points.', 'Points'],
  ['catalogue.', 'Catalogue'],
  ['reward_rules.', 'Reward rules'],
  ['policy.', 'Approval policy'],
  ['delegation.', 'Delegates'],
  ['tax.', 'Tax'],
  ['member.', 'People and roles'],
  ['api_key.', 'API keys'],
  ['person.', 'People'],
  ['company.', 'Companies'],
  ['connection.', 'Connections'],
  ['delivery.', 'Deliveries'],
  ['import.', 'Imports'],
  ['model.', 'Score models'],
];

/** Narrows the trail to who, what, about whom and when. */
export function AuditSearchForm({ search }: { search: AuditSearch }) {
  const { action } = search;
  const isOther = action !== null && GROUPS.every(([prefix]) => prefix !== action);
  return (
    <form class="ledger-search card" role="search" action={AUDIT_PATH} aria-label="Search the trail">
      <Field
        form="audit"
        refused={null}
        name="who"
        label="Who"
        value={search.who ?? ''}
        placeholder="Name or e-mail"
      />
      <div class="field">
        <label for="audit-action">What</label>
        <select id="audit-action" name="action">
          <option value="">All</option>
          {isOther ? (
            <option value={action} selected>
              {action}
            </option>
          ) : null}
          {GROUPS.map(([prefix, words]) => (
            <option value={prefix} selected={prefix === action}>
              {words}
            </option>
          ))}
        </select>
      </div>
      <Field
        form="audit"
        refused={null}
        name="about"
        label="About"
        value={search.about ?? ''}
        placeholder="R0001"
      />
      <Field form="audit" refused={null} name="from" label="From" value={search.from ?? ''} type="date" />
      <Field form="audit" refused={null} name="until" label="To" value={search.until ?? ''} type="date" />
      <div class="ledger-search-buttons">
        <button class="button button-main" type="submit">
          Search
        </button>
        <a class="button button-quiet" href={AUDIT_PATH}>
          Clear
        </a>
      </div>
    </form>
  );
}
