import { ok, refuse, type Result } from '#core/problem.ts';
import sax from 'sax';

/** What an Outbound Message says, before anybody knows what it means. */
export interface Envelope {
  organizationId: string;
  notifications: Notification[];
}
export interface Notification {
  id: string;
  /** Name of the object, without its prefix; blank where it is not one of an org's objects. */
  type: string;
  /** The record's id, and what leads to other records. */
  fields: Map<string, string>;
}

const SOAP = 'http://schemas.xmlsoap.org/soap/envelope/';
const OUTBOUND = 'http://soap.sforce.com/2005/09/outbound';
const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';
const SOBJECT = /^urn:sobject\.(enterprise|partner)\.soap\.sforce\.com$/;

const LONGEST = 1_000_000;
const DEEPEST = 10;
const MOST_NOTIFICATIONS = 100;

const ENVELOPE = [`${SOAP} Envelope`, `${SOAP} Body`, `${OUTBOUND} notifications`];
const NOTIFICATION = [...ENVELOPE, `${OUTBOUND} Notification`];
const ORGANIZATION_ID = path([...ENVELOPE, `${OUTBOUND} OrganizationId`]);
const NOTIFICATION_START = path(NOTIFICATION);
const NOTIFICATION_ID = path([...NOTIFICATION, `${OUTBOUND} Id`]);
const RECORD = path([...NOTIFICATION, `${OUTBOUND} sObject`]);
const KEPT = new Set(['Id', 'ContactId', 'LeadId', 'OpportunityId', 'SystemModstamp', 'LastModifiedDate']);

/**
 * Reads the envelope with a strict parser. A document type, a comment, CDATA, an instruction, or an entity other than
 * the five of XML is refused before it is parsed: Salesforce sends none of them. Errors: too_large, invalid_input.
 */
export function readEnvelope(xml: string): Result<Envelope> {
  if (xml.length > LONGEST) {
    return refuse('too_large', 'The message is longer than a megabyte.', 'Send fewer fields with it.');
  }
  if (xml.includes('<!')) return invalid('declares something, or holds a comment or CDATA');
  if (xml.indexOf('<?', 1) !== -1) return invalid('holds an instruction');
  if (/&(?!(?:amp|lt|gt|quot|apos|#\d{1,7}|#x[\dA-Fa-f]{1,6});)/.test(xml))
    return invalid('holds an unknown entity');
  const reader = new EnvelopeReader();
  try {
    reader.read(xml);
  } catch (error) {
    return invalid(error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error));
  }
  const { organizationId, notifications } = reader;
  if (organizationId === null) return invalid('names no organisation');
  if (notifications.length === 0) return invalid('holds no notification');
  if (notifications.some(({ id }) => id === '')) return invalid('holds a notification without an id');
  return ok({ organizationId, notifications });
}

/** Follows where in the document the parser is, and keeps the little that is asked for. */
class EnvelopeReader {
  organizationId: string | null = null;
  readonly notifications: Notification[] = [];
  readonly #names: string[] = [];
  #text = '';

  read(xml: string): void {
    const parser = sax.parser(true, { xmlns: true });
    Object.assign(parser, {
      onerror: (error: Error) => {
        throw error;
      },
      onopentag: (tag: sax.QualifiedTag) => this.#open(tag),
      ontext: (text: string) => {
        this.#text += text;
      },
      onclosetag: () => this.#close(),
    });
    parser.write(xml).close();
  }

  #open(tag: sax.QualifiedTag): void {
    this.#names.push(`${tag.uri} ${tag.local}`);
    this.#text = '';
    if (this.#names.length > DEEPEST) throw new Error('is nested too deeply');
    const at = path(this.#names);
    if (at === NOTIFICATION_START) {
      if (this.notifications.length === MOST_NOTIFICATIONS)
        throw new Error('holds more than 100 notifications');
      this.notifications.push({ id: '', type: '', fields: new Map() });
    }
    const notification = this.notifications.at(-1);
    if (at === RECORD && notification) notification.type = typeOf(tag);
  }

  #close(): void {
    const at = path(this.#names);
    const [namespace = '', local = ''] = (this.#names.pop() ?? '').split(' ');
    const text = this.#text.trim();
    const notification = this.notifications.at(-1);
    if (at === ORGANIZATION_ID) {
      if (this.organizationId !== null) throw new Error('names two organisations');
      this.organizationId = text;
    } else if (at === NOTIFICATION_ID && notification) notification.id = text;
    else if (notification && path(this.#names) === RECORD && SOBJECT.test(namespace) && KEPT.has(local)) {
      notification.fields.set(local, text);
    }
    this.#text = '';
  }
}

/** The `xsi:type` of a record, whose prefix has to stand for an org's objects. */
function typeOf({ attributes, ns }: sax.QualifiedTag): string {
  const named = Object.values(attributes).find(
    ({ local, uri }) => local === 'type' && uri === SCHEMA_INSTANCE,
  );
  const [, prefix = '', local = ''] = /^(?:([\w.-]+):)?(\w+)$/.exec(named?.value ?? '') ?? [];
  return SOBJECT.test(ns[prefix] ?? '') ? local : '';
}

function path(names: readonly string[]): string {
  return names.join('/');
}

function invalid(why: string): Result<never> {
  return refuse(
    'invalid_input',
    `The message ${why.slice(0, 200)}.`,
    'Send it as Salesforce sends Outbound Messages.',
  );
}
