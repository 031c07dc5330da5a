/** What we ask for at consent, each with the reason people read. Nothing is asked for that is not called. */
export const REQUIRED_SCOPES: readonly { scope: string; why: string }[] = [
  { scope: 'oauth', why: 'HubSpot asks it of every app.' },
  {
    scope: 'crm.objects.contacts.read',
    why: 'To read your contacts and the signals on them, which the score is made of.',
  },
  {
    scope: 'crm.objects.contacts.write',
    why: 'To show the advocate status on the contact, in our own properties only.',
  },
  { scope: 'crm.objects.companies.read', why: 'To show which company a person belongs to.' },
  { scope: 'crm.objects.deals.read', why: 'To count won deals and renewals towards the people involved.' },
  { scope: 'crm.objects.owners.read', why: 'To tell the colleague who looks after a contact.' },
  {
    scope: 'crm.schemas.contacts.read',
    why: 'To see which of the properties we can read exist in your account.',
  },
  { scope: 'crm.schemas.contacts.write', why: 'To create our own property group and its properties.' },
];
