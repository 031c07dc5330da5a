import { DAY_MS } from '../world.ts';
import { personFor, type Account, type Context, type Person } from './ravenstack-context.ts';
import type { CsvRow } from './table.ts';

const USAGE_DAYS = 90;

/** A ticket: its satisfaction score is the CSAT of the person who wrote it, an escalation a complaint. */
export function applyTicket(context: Context, row: CsvRow): void {
  const { cells } = row;
  const account = context.accounts.get(cells['account_id'] ?? '');
  const at = context.at(cells['closed_at'] || (cells['submitted_at'] ?? ''));
  if (!account || at === null) {
    context.problems.push(
      `ravenstack_supports_ticket.csv, line ${row.line}: ${account ? 'no date' : 'no such account'}`,
    );
    return;
  }
  const person = personFor(context, account, cells['ticket_id'] ?? '');
  if (!person) return;
  const score = cells['satisfaction_score'] ?? '';
  if (score !== '' && isLater(person, 'csat_date', at)) {
    person.properties['csat_score'] = score;
    note(person, 'csat_date', at);
  }
  if (cells['escalation_flag'] === 'TRUE')
    note(person, cells['closed_at'] ? 'last_complaint_date' : 'open_escalation_date', at);
}

/** Usage: the day each person last used the product, and how much of it against everybody else lately. */
export function applyUsage(context: Context, rows: CsvRow[], accountOf: Map<string, Account>): void {
  const recent = new Map<Person, number>();
  for (const { line, cells } of rows) {
    const account = accountOf.get(cells['subscription_id'] ?? '');
    const at = context.at(cells['usage_date'] ?? '');
    const count = Number(cells['usage_count'] || 0);
    if (!account || at === null || Number.isNaN(count)) {
      context.problems.push(
        `ravenstack_feature_usage.csv, line ${line}: ${account ? 'no date or count' : 'no such subscription'}`,
      );
      continue;
    }
    const person = personFor(context, account, cells['usage_id'] ?? '');
    if (!person) continue;
    if (isLater(person, 'product_last_used', at)) note(person, 'product_last_used', at);
    if (at > context.world.now - USAGE_DAYS * DAY_MS) recent.set(person, (recent.get(person) ?? 0) + count);
  }
  const ranked = [...recent].toSorted((a, b) => a[1] - b[1]);
  for (const [rank, [person]] of ranked.entries())
    person.properties['product_usage_score'] = String(Math.round(((rank + 1) / ranked.length) * 100));
}

/** Churn: everybody at the account is a risk from that day, unless the event is the account coming back. */
export function applyChurn(context: Context, row: CsvRow): void {
  const account = context.accounts.get(row.cells['account_id'] ?? '');
  const at = context.at(row.cells['churn_date'] ?? '');
  if (!account || at === null) {
    context.problems.push(
      `ravenstack_churn_events.csv, line ${row.line}: ${account ? 'no date' : 'no such account'}`,
    );
    return;
  }
  for (const index of account.people) {
    const person = context.people[index];
    if (!person) continue;
    if (row.cells['is_reactivation'] === 'TRUE') delete person.properties['churn_risk_date'];
    else note(person, 'churn_risk_date', at);
  }
}

function isLater(person: Person, property: string, at: number): boolean {
  return new Date(at).toISOString().slice(0, 10) >= (person.properties[property] ?? '');
}

function note(person: Person, property: string, at: number): void {
  person.properties[property] = new Date(at).toISOString().slice(0, 10);
  person.modifiedAt = Math.max(person.modifiedAt, at);
}
