import type { HubspotClient } from './client.ts';
import type { MappingContext } from './mapping.ts';

/** What reading a portal takes: the calls, and how records are understood. */
export interface ReadingContext {
  client: HubspotClient;
  mapping: MappingContext;
}
