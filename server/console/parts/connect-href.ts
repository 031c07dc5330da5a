import type { Vendor } from '#server/workspace/connections.ts';

/** Where connecting a vendor's account begins: at its consent screen, or at the choice between two ways. */
export const CONNECT_HREF: Record<Vendor, string> = {
  hubspot: '/connect/hubspot',
  salesforce: '/console/salesforce',
  slack: '/connect/slack',
};
