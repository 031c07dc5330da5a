import type { SignalType } from '#core/signal/catalogue.ts';
import { contactOf } from './crm-export.ts';
import type { Rejected, TableRow, Tables } from './tables.ts';

/** A signal as POST /api/v1/signals/batch takes it, and the row that tells it. */
export interface ToldSignal extends Pick<TableRow, 'table' | 'row'> {
  input: {
    key: string;
    email: string;
    type: SignalType;
    occurredAt: number;
    value: number | null;
    source: string;
  };
}

/** Thrown away by `gather`, which lists it among the rejected. */
class Reason extends Error {}

/** What the tables tell, as signals of the accounts' contacts; each row that tells nothing is rejected with why. */
export function signalsOf(tables: Tables): { signals: ToldSignal[]; rejected: Rejected[] } {
  const { rows, at } = tables;
  const rejected = [...tables.rejected];
  const accounts = new Set(rows.accounts.map(({ cells }) => cells['account_id']));
  const contact = (id: string | undefined): string => {
    if (id === undefined || !accounts.has(id)) throw new Reason(`There is no account "${id ?? ''}".`);
    return contactOf(id);
  };
  const when = (text: string | undefined): number => {
    const moment = at(text ?? '');
    if (moment === null) throw new Reason(`"${text ?? ''}" is no date.`);
    return moment;
  };
  const accountOf = new Map(
    rows.subscriptions.map(({ cells }) => [cells['subscription_id'], cells['account_id']]),
  );
  const tellUsage = usageTeller(tables, (id) => contact(accountOf.get(id)), when);
  const tellSubscription = subscriptionTeller(contact, when);
  const signals = [
    ...gather(byDate(rows.subscriptions, 'start_date', at), rejected, tellSubscription),
    ...gather(rows.supports_ticket, rejected, (row) => tellTicket(row, contact, when)),
    ...gather(byDate(rows.feature_usage, 'usage_date', at), rejected, tellUsage),
    ...gather(rows.churn_events, rejected, ({ cells }) => [
      told(
        'churn',
        cells['churn_event_id'],
        contact(cells['account_id']),
        'churn_risk',
        when(cells['churn_date']),
      ),
    ]),
  ];
  return { signals, rejected };
}

type Input = ToldSignal['input'];
type Contact = (id: string | undefined) => string;
type When = (text: string | undefined) => number;

function gather(rows: TableRow[], rejected: Rejected[], tell: (row: TableRow) => Input[]): ToldSignal[] {
  return rows.flatMap((row) => {
    const place = { table: row.table, row: row.row };
    try {
      return tell(row).map((input) => ({ ...place, input }));
    } catch (error) {
      if (!(error instanceof Reason)) throw error;
      rejected.push({ ...place, code: 'invalid_input', message: error.message });
      return [];
    }
  });
}

function byDate(rows: TableRow[], column: string, at: Tables['at']): TableRow[] {
  const time = ({ cells }: TableRow) => at(cells[column] ?? '') ?? 0;
  return rows.toSorted((a, b) => time(a) - time(b));
}

/** The first paid subscription of an account makes it a customer; each later one says it chose us again, or less. */
function subscriptionTeller(contact: Contact, when: When) {
  const customers = new Set<string>();
  return ({ cells }: TableRow): Input[] => {
    const email = contact(cells['account_id']);
    const at = when(cells['start_date']);
    if (cells['is_trial'] === 'TRUE')
      throw new Reason('A trial is no purchase yet, and says nothing of loyalty.');
    const [up, down] = [cells['upgrade_flag'] === 'TRUE', cells['downgrade_flag'] === 'TRUE'];
    if (up && down)
      throw new Reason('It is flagged as upgraded and as downgraded: which came last is not told.');
    const type = customers.has(email)
      ? up
        ? 'expansion'
        : down
          ? 'downgrade'
          : 'renewal'
      : 'became_customer';
    customers.add(email);
    return [told('subscription', cells['subscription_id'], email, type, at)];
  };
}

/** A ticket, its end, its escalation and how satisfied they said they were: up to four signals. */
function tellTicket({ cells }: TableRow, contact: Contact, when: When): Input[] {
  const email = contact(cells['account_id']);
  const opened = when(cells['submitted_at']);
  const closed = cells['closed_at'] === '' ? null : when(cells['closed_at']);
  const id = cells['ticket_id'];
  const score = cells['satisfaction_score'] ?? '';
  if (score !== '' && !/^[0-5](\.\d+)?$/.test(score))
    throw new Reason(`"${score}" is no satisfaction score.`);
  const kind = cells['escalation_flag'] === 'TRUE' ? 'escalation' : 'ticket';
  const signals = [told(kind, id, email, kind, opened)];
  if (closed !== null) signals.push(told('ticket_solved', id, email, 'ticket_solved', closed));
  if (score !== '') signals.push(told('csat', id, email, 'csat', closed ?? opened, Number(score)));
  return signals;
}

/** A reading as its rank among all readings, from 0 to 100, and a feature the first time an account uses it. */
function usageTeller({ rows }: Tables, contact: Contact, when: When) {
  const counts = rows.feature_usage
    .map(({ cells }) => Number(cells['usage_count']))
    .toSorted((a, b) => a - b);
  const ranks = new Map(counts.map((count, at) => [count, Math.round((100 * (at + 1)) / counts.length)]));
  const adopted = new Set<string>();
  return ({ cells }: TableRow): Input[] => {
    const email = contact(cells['subscription_id']);
    const at = when(cells['usage_date']);
    const rank = ranks.get(Number(cells['usage_count'] || Number.NaN));
    if (rank === undefined) throw new Reason(`"${cells['usage_count'] ?? ''}" is no count.`);
    const signals = [told('usage', cells['usage_id'], email, 'usage', at, rank)];
    const feature = `${email} ${cells['feature_name'] ?? ''}`;
    if (!adopted.has(feature)) signals.push(told('feature', feature, email, 'feature_adopted', at));
    adopted.add(feature);
    return signals;
  };
}

function told(
  kind: string,
  id: string | undefined,
  email: string,
  type: SignalType,
  occurredAt: number,
  value: number | null = null,
): Input {
  return {
    key: `ravenstack:${kind}:${id ?? ''}`,
    email,
    type,
    occurredAt,
    value,
    source: `RavenStack ${id ?? ''}`,
  };
}
