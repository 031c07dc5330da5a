import { displayActor } from '#core/actor/actor.ts';
import type { JobVerdict } from '#core/person/job-change.ts';
import { jobChange, jobChangesDigest } from '#slack-app/features/job-change/blocks.ts';
import type { JobChangeState, JobChangeView as SlackView } from '#slack-app/features/job-change/view.ts';
import { first } from '#server/storage/sql.ts';
import { familyOf } from '#server/workspace/identity/person-links.ts';
import type { SlackDoor } from '#server/workspace/outbox/doors.ts';
import { enqueue, type Delivery } from '#server/workspace/outbox/outbox.ts';
import { findPerson } from '#server/workspace/people/people.ts';
import { alertChannel } from '#server/workspace/slack/channels.ts';
import { farewell, type Outgoing } from '#server/workspace/slack/messages.ts';
import type { Store } from '#server/workspace/store.ts';
import { refreshChange, subjectOf } from './announce.ts';
import { newCompany } from './new-company.ts';
import { findChange, type JobChangeView } from './rows.ts';

const PREFIX = 'alert:job:';
const VENDOR_NAMES: Record<string, string> = { hubspot: 'HubSpot', salesforce: 'Salesforce' };

/** Whether a delivery tells of a job change, and not of a new advocate. */
export function tellsOfJob({ id }: Pick<Delivery, 'id'>): boolean {
  return id.startsWith(PREFIX);
}

/** The id of the change a delivery tells of. */
export function changeIn({ id }: Pick<Delivery, 'id'>): string {
  return id.slice(PREFIX.length).split(':')[0] ?? '';
}

/** The message of one change, posted for the first time or in place of the one there is; null where there is none. */
export async function jobMessageFor(
  store: Store,
  slack: SlackDoor,
  delivery: Delivery,
): Promise<Outgoing | null> {
  const { target, subject } = delivery;
  const [personId = '', channel, ts] = subject.split(':');
  const change = findChange(store, changeIn(delivery));
  const drawn = change === null ? farewell() : jobChange(await viewOf(store, slack, change));
  const about = subjectOf(Number(personId), Number(changeIn(delivery)));
  if (channel !== undefined && ts !== undefined) {
    return { subject: about, connection: target, channel, ts, message: drawn };
  }
  if (change === null) return null;
  const there = postedAt(store, Number(change.personId), change.id, target);
  if (there !== null) return { connection: target, ...there, message: drawn };
  const home = alertChannel(store);
  if (delivery.id.endsWith(':message') || home?.connection !== target) return null;
  return { subject: about, connection: target, channel: home.id, ts: null, message: drawn };
}

/** Has a message that was just posted drawn again where its change was settled, or its person erased, on the way. */
export function catchUp(
  store: Store,
  delivery: Pick<Delivery, 'id' | 'subject' | 'target'>,
  { channel, ts }: { channel: string; ts: string },
): void {
  const { subject, target } = delivery;
  const change = findChange(store, changeIn(delivery));
  if (change !== null && change.verdict !== null) refreshChange(store, Number(change.id));
  if (change !== null) return;
  const id = `${PREFIX}${changeIn(delivery)}:${target}:${channel}:${ts}:message`;
  enqueue(store, { id, kind: 'alert', target, subject: `${subject.split(':')[0]}:${channel}:${ts}` });
}

/** One message for changes that fell due together; null where the channel meanwhile is another team's. */
export function jobDigestFor(store: Store, deliveries: readonly Delivery[]): Outgoing | null {
  const home = alertChannel(store);
  const target = deliveries[0]?.target;
  if (home === null || home.connection !== target) return null;
  const drawn = jobChangesDigest(deliveries.length, consoleUrl(store));
  return { subject: null, connection: target, channel: home.id, ts: null, message: drawn };
}

function postedAt(
  store: Store,
  personId: number,
  changeId: string,
  connection: string,
): Pick<Outgoing, 'subject' | 'channel' | 'ts'> | null {
  const subjects = familyOf(store, personId).map((id) => subjectOf(id, Number(changeId)));
  return (
    first<{ subject: string; channel: string; ts: string }>(
      store.sql,
      `SELECT subject, channel, ts FROM message
       WHERE subject IN (SELECT value FROM json_each(?)) AND connection = ? AND newest`,
      JSON.stringify(subjects),
      connection,
    ) ?? null
  );
}

function consoleUrl(store: Store): string {
  return `${store.publicUrl}/console/moves`;
}

/** As `plainView`, with the owner of the new company as this team's Slack knows them. */
async function viewOf(store: Store, slack: SlackDoor, change: JobChangeView): Promise<SlackView> {
  const view = plainView(store, change);
  if (view.change.kind !== 'moved' || view.change.owner === null) return view;
  const email = ownerOf(store, change)?.email ?? null;
  const user = email === null ? null : await slack.findUser(email);
  // Where Slack cannot say who it is, the name does.
  const slackId = user?.ok === true ? user.value : null;
  return { ...view, change: { ...view.change, owner: { ...view.change.owner, slackId } } };
}

function ownerOf(store: Store, { connection, toCompanyId, personId }: JobChangeView) {
  return connection === null || toCompanyId === null
    ? null
    : newCompany(store, connection, toCompanyId, Number(personId)).owner;
}

function plainView(store: Store, change: JobChangeView): SlackView {
  const person = findPerson(store, change.personId);
  const link = person.ok ? person.value.links[0] : undefined;
  const company = person.ok ? person.value.company : null;
  return {
    name: change.name,
    tier: change.tier,
    change: saidOf(store, change, company, person.ok ? person.value.title : null),
    state: stateOf(change),
    record: link === undefined ? null : { crm: VENDOR_NAMES[link.vendor] ?? link.vendor, url: link.url },
    consoleUrl: consoleUrl(store),
  };
}

function saidOf(
  store: Store,
  change: JobChangeView,
  company: string | null,
  title: string | null,
): SlackView['change'] {
  const { kind, fromTitle, toTitle, fromEmail, connection, toCompanyId } = change;
  if (kind === 'bounced') return { kind, company, email: fromEmail };
  if (kind === 'left') return { kind, from: change.fromCompany ?? 'their company', title: toTitle };
  if (kind === 'title_changed' || connection === null || toCompanyId === null) {
    return {
      kind: 'title_changed',
      company,
      from: fromTitle ?? 'No title',
      to: toTitle ?? 'no title',
      step: change.step ?? 'sideways',
    };
  }
  const { account, owner } = newCompany(store, connection, toCompanyId, Number(change.personId));
  return {
    kind,
    from: change.fromCompany ?? 'their company',
    to: change.toCompany ?? 'another company',
    title,
    account,
    owner: owner === null ? null : { name: owner.name, slackId: null },
    unreachable:
      first(store.sql, 'SELECT 1 FROM person WHERE id = ? AND unreachable', Number(change.personId)) !==
      undefined,
  };
}

function takenBack(
  kind: JobChangeView['kind'],
  verdict: Exclude<JobVerdict, 'confirmed' | 'rejected'>,
): string {
  switch (verdict) {
    case 'returned':
      return kind === 'title_changed'
        ? 'They have the title again that they had: their flag is back.'
        : 'They are back at the company they left: their flag is back.';
    case 'reachable':
      return 'They have an address that works again: their flag is back.';
    case 'same_company':
      return kind === 'left'
        ? 'Their company was deleted in the CRM: their flag is back.'
        : 'Both companies are one in the CRM now: their flag is back.';
  }
}

function stateOf({ kind, verdict, settledBy }: JobChangeView): JobChangeState {
  if (verdict === null) return { kind: 'open' };
  if (verdict === 'confirmed' || verdict === 'rejected') {
    return { kind: verdict, by: displayActor(settledBy ?? '') };
  }
  return { kind: 'taken_back', why: takenBack(kind, verdict) };
}
