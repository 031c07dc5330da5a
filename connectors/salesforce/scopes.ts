export interface RequiredScope {
  scope: string;
  why: string;
}

/** What we ask for at consent, each with the reason people read. Nothing is asked for that is not called. */
export const REQUIRED_SCOPES: readonly RequiredScope[] = [
  {
    scope: 'api',
    why: 'To read contacts, leads, accounts, opportunities, campaigns and cases, and to write the advocate status into our own fields.',
  },
  { scope: 'refresh_token', why: 'To go on doing so while nobody is signed in.' },
  { scope: 'id', why: 'To see which org and which user is being connected.' },
];

/** Salesforce grants wider scopes under other names. */
const INCLUDED_IN: Readonly<Record<string, readonly string[]>> = {
  api: ['api', 'full'],
  refresh_token: ['refresh_token', 'offline_access'],
  id: ['id', 'openid', 'profile', 'full', 'api'],
};

/** Whether a scope was granted, under whatever name. */
export function holdsScope(granted: readonly string[], scope: string): boolean {
  return (INCLUDED_IN[scope] ?? [scope]).some((name) => granted.includes(name));
}
