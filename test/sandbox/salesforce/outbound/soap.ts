import { idOf, textOf, type Row } from '../org/row.ts';
import type { ObjectName } from '../schema/schema.ts';

/** One record's change on its way to the app. Its id stays the same when it is sent again. */
export interface Notification {
  id: string;
  object: ObjectName;
  row: Row;
}

/** Whose message it is. */
interface Sender {
  orgId: string;
  actionId: string;
  instanceUrl: string;
}

const SENT_FIELDS = ['SystemModstamp', 'LastModifiedById'];

/** The envelope Salesforce posts: notifications of one object, no session id. */
export function toEnvelope(sender: Sender, notifications: readonly Notification[]): string {
  const soap = `${sender.instanceUrl}/services/Soap`;
  return `<?xml version="1.0" encoding="UTF-8"?>
<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsd="http://www.w3.org/2001/XMLSchema" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance">
 <soapenv:Body>
  <notifications xmlns="http://soap.sforce.com/2005/09/outbound">
   <OrganizationId>${sender.orgId}</OrganizationId>
   <ActionId>${sender.actionId}</ActionId>
   <SessionId xsi:nil="true"/>
   <EnterpriseUrl>${escaped(soap)}/c/67.0/${sender.orgId}</EnterpriseUrl>
   <PartnerUrl>${escaped(soap)}/u/67.0/${sender.orgId}</PartnerUrl>
${notifications.map(toNotification).join('\n')}
  </notifications>
 </soapenv:Body>
</soapenv:Envelope>`;
}

function toNotification({ id, object, row }: Notification): string {
  const fields = SENT_FIELDS.map((name) => `     <sf:${name}>${escaped(wireText(row, name))}</sf:${name}>`);
  return `   <Notification>
    <Id>${id}</Id>
    <sObject xsi:type="sf:${object}" xmlns:sf="urn:sobject.enterprise.soap.sforce.com">
     <sf:Id>${idOf(row)}</sf:Id>
${fields.join('\n')}
    </sObject>
   </Notification>`;
}

/** SOAP spells moments with a Z. */
function wireText(row: Row, name: string): string {
  return textOf(row, name).replace(/\+0000$/, 'Z');
}

function escaped(text: string): string {
  return text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');
}

/** Whether an answer says that the message was taken. */
export function isAcknowledged(status: number, body: string): boolean {
  return status === 200 && /<(?:\w+:)?Ack>\s*true\s*<\/(?:\w+:)?Ack>/.test(body);
}
