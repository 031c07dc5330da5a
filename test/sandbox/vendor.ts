import type { RequestHandler } from 'msw';

/** One fake vendor. The same handlers serve tests (msw `setupServer`) and the stand-alone server. */
export interface Vendor {
  /** Lower-case key, for example `hubspot`. */
  name: string;
  /** What a person reads, for example `HubSpot`. */
  title: string;
  /** msw handlers written against the vendor's real origins. */
  handlers: RequestHandler[];
  /** The real origin the stand-alone server maps its own requests onto, for example `https://api.hubapi.com`. */
  origin: string;
}
