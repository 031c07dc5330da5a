import { normalizeEmail } from '#core/person/person.ts';
import { ok, refuse, type Result } from '#core/problem.ts';
import { personKey } from '#server/workspace/people/people.ts';
import type { Store } from '#server/workspace/store.ts';

/** Whom a report is about; the first of the three that is given counts. */
interface Reported {
  personId?: string | null | undefined;
  /** The id of a record in a connected CRM; of Salesforce's also the short form of 15 characters. */
  recordId?: string | null | undefined;
  email?: string | null | undefined;
}

/** The person a report is about; `not_found`, `invalid_input` or `ambiguous_email` with the field otherwise. */
export function findReported(store: Store, { personId, recordId, email }: Reported): Result<number> {
  if (personId !== undefined && personId !== null) {
    const found = personKey(store, personId);
    if (found !== null) return ok(found);
    const unknown = `There is no person ${personId.slice(0, 40)}.`;
    return refuse('not_found', unknown, 'List people to find the id.', 'personId');
  }
  return recordId !== undefined && recordId !== null
    ? findByRecord(store, recordId)
    : findByEmail(store, email ?? '');
}

function findByRecord({ sql }: Store, recordId: string): Result<number> {
  const last = recordId.length === 15 ? `${recordId}~` : recordId;
  const [found, another] = sql.all<{ id: number }>(
    `SELECT DISTINCT record.person_id AS id FROM connection CROSS JOIN record ON record.connection = connection.id
       AND record.id >= ?1 AND record.id <= ?2
     WHERE record.removed_at IS NULL LIMIT 2`,
    recordId,
    last,
  );
  if (found === undefined) {
    const remedy = 'Sync the CRM first, or name the person by e-mail.';
    return refuse('not_found', 'No record of a person has this id.', remedy, 'recordId');
  }
  return another === undefined
    ? ok(found.id)
    : refuse(
        'ambiguous_email',
        'Several people have a record of this id.',
        'Name the person by their id.',
        'recordId',
      );
}

function findByEmail({ sql }: Store, email: string): Result<number> {
  const address = normalizeEmail(email);
  if (address === null) {
    const [message, remedy] =
      email.trim() === ''
        ? ['Nobody is named.', 'Name the person by an id or an e-mail.']
        : ['This is not an e-mail address.', 'Write one address, such as name@example.com.'];
    return refuse('invalid_input', message, remedy, 'email');
  }
  const [found, another] = sql.all<{ id: number }>(
    'SELECT DISTINCT person_id AS id FROM record WHERE email = ? AND removed_at IS NULL LIMIT 2',
    address,
  );
  if (found === undefined) {
    const remedy = 'Sync the CRM first, or name the person by their id.';
    return refuse('not_found', 'Nobody has this e-mail.', remedy, 'email');
  }
  return another === undefined
    ? ok(found.id)
    : refuse('ambiguous_email', 'Several people share this e-mail.', 'Name the person by their id.', 'email');
}
