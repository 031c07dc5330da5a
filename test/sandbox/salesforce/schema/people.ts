import {
  choice,
  CURRENCY,
  email,
  flag,
  long,
  lookup,
  moment,
  money,
  number,
  phone,
  systemFields,
  text,
  url,
  day,
  type Field,
} from './field.ts';
import { PERSON_SIGNAL_FIELDS, SIGNAL_FIELDS } from './signal-fields.ts';

const PERSON = { needs: 'personAccounts' } as const;
const READ_ONLY = { writable: false } as const;

/** The company whose org this is. */
export const ORGANIZATION: Field[] = [
  ...systemFields(false),
  text('Name', 'Name', 80, { nillable: false }),
  text('OrganizationType', 'Edition', 40, READ_ONLY),
  text('InstanceName', 'Instance Name', 5, READ_ONLY),
  flag('IsSandbox', 'Is Sandbox', READ_ONLY),
  choice('TimeZoneSidKey', 'Time Zone', [], READ_ONLY),
  choice('DefaultLocaleSidKey', 'Locale', [], READ_ONLY),
  choice('LanguageLocaleKey', 'Language', [], READ_ONLY),
  text('NamespacePrefix', 'Namespace Prefix', 15, READ_ONLY),
  text('Country', 'Country', 80),
];

export const USER: Field[] = [
  ...systemFields(false),
  text('Username', 'Username', 80, { nillable: false }),
  text('FirstName', 'First Name', 40),
  text('LastName', 'Last Name', 80, { nillable: false }),
  text('Name', 'Full Name', 121, { nillable: false, writable: false }),
  email('Email', 'Email', { length: 128, nillable: false }),
  text('Title', 'Title', 80),
  flag('IsActive', 'Active'),
  choice('UserType', 'User Type', ['Standard', 'AutomatedProcess'], READ_ONLY),
  choice('TimeZoneSidKey', 'Time Zone', []),
];

export const ACCOUNT: Field[] = [
  ...systemFields(true),
  lookup('MasterRecordId', 'Master Record ID', 'Account', READ_ONLY),
  text('Name', 'Account Name', 255, { nillable: false }),
  lookup('ParentId', 'Parent Account ID', 'Account'),
  choice('Type', 'Account Type', ['Prospect', 'Customer - Direct', 'Customer - Channel', 'Partner']),
  choice('Industry', 'Industry', []),
  money('AnnualRevenue', 'Annual Revenue'),
  number('NumberOfEmployees', 'Employees', 8, 0),
  url('Website', 'Website'),
  phone('Phone', 'Account Phone'),
  text('BillingCity', 'Billing City', 40),
  text('BillingCountry', 'Billing Country', 80),
  lookup('OwnerId', 'Owner ID', 'User', { nillable: false }),
  CURRENCY,
  flag('IsPersonAccount', 'Is Person Account', { ...PERSON, writable: false }),
  lookup('PersonContactId', 'Contact ID', 'Contact', { ...PERSON, writable: false }),
  text('FirstName', 'First Name', 40, PERSON),
  text('LastName', 'Last Name', 80, PERSON),
  email('PersonEmail', 'Email', PERSON),
  text('PersonTitle', 'Title', 80, PERSON),
  flag('PersonHasOptedOutOfEmail', 'Email Opt Out', PERSON),
  moment('PersonEmailBouncedDate', 'Email Bounced Date', { ...PERSON, writable: false }),
  ...PERSON_SIGNAL_FIELDS,
];

const NAMED: Field[] = [
  text('FirstName', 'First Name', 40),
  text('LastName', 'Last Name', 80, { nillable: false }),
  text('Name', 'Full Name', 121, { nillable: false, writable: false }),
  text('Title', 'Title', 128),
  email('Email', 'Email'),
  flag('HasOptedOutOfEmail', 'Email Opt Out'),
  text('EmailBouncedReason', 'Email Bounced Reason', 255),
  moment('EmailBouncedDate', 'Email Bounced Date'),
  phone('Phone', 'Phone'),
];

export const CONTACT: Field[] = [
  ...systemFields(true),
  lookup('MasterRecordId', 'Master Record ID', 'Contact', READ_ONLY),
  lookup('AccountId', 'Account ID', 'Account'),
  ...NAMED,
  lookup('ReportsToId', 'Reports To ID', 'Contact'),
  text('MailingCity', 'Mailing City', 40),
  text('MailingCountry', 'Mailing Country', 80),
  choice('LeadSource', 'Lead Source', ['Web', 'Partner Referral', 'Event', 'Other']),
  long('Description', 'Contact Description'),
  lookup('OwnerId', 'Owner ID', 'User', { nillable: false }),
  flag('IsPersonAccount', 'Is Person Account', { ...PERSON, writable: false }),
  CURRENCY,
  ...SIGNAL_FIELDS,
];

export const LEAD: Field[] = [
  ...systemFields(true),
  lookup('MasterRecordId', 'Master Record ID', 'Lead', READ_ONLY),
  ...NAMED,
  text('Company', 'Company', 255, { nillable: false }),
  text('City', 'City', 40),
  text('Country', 'Country', 80),
  choice('Industry', 'Industry', []),
  choice('Status', 'Status', [
    'Open - Not Contacted',
    'Working - Contacted',
    'Closed - Converted',
    'Closed - Not Converted',
  ]),
  choice('LeadSource', 'Lead Source', ['Web', 'Partner Referral', 'Event', 'Other']),
  flag('IsConverted', 'Converted', READ_ONLY),
  day('ConvertedDate', 'Converted Date', READ_ONLY),
  lookup('ConvertedAccountId', 'Converted Account ID', 'Account', READ_ONLY),
  lookup('ConvertedContactId', 'Converted Contact ID', 'Contact', READ_ONLY),
  lookup('ConvertedOpportunityId', 'Converted Opportunity ID', 'Opportunity', READ_ONLY),
  lookup('OwnerId', 'Owner ID', 'User', { nillable: false }),
  CURRENCY,
  ...SIGNAL_FIELDS,
];
