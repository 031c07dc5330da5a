import type { CrmAuthorization, CrmConnector, Spend } from '#connectors/connector.ts';
import { createConnector } from './connector.ts';
import { createAuthorization } from './oauth.ts';
import type { PropertyMemory } from './property-memory.ts';
import type { Wait } from './repeat.ts';

/** OAuth with HubSpot for one app. `fetch` and `now` are the platform's unless given. */
export function createHubspotAuthorization(options: {
  appUrl: string;
  apiUrl: string;
  clientId: string;
  clientSecret: string;
  fetch?: typeof fetch;
  now?: () => number;
}): CrmAuthorization {
  return createAuthorization({ now: () => Date.now(), ...options });
}

/** One connected HubSpot account. `wait` is how a repeated call waits; all three ways out may be replaced. */
export function createHubspot(options: {
  apiUrl: string;
  uiHost: string;
  portalId: string;
  accessToken: () => Promise<string>;
  spend: Spend;
  /** Where it is kept between uses which properties can be read; each use asks anew without. */
  memory?: PropertyMemory | undefined;
  fetch?: typeof fetch;
  now?: () => number;
  wait?: Wait;
}): CrmConnector {
  return createConnector({
    now: () => Date.now(),
    wait: (ms) => new Promise((done) => setTimeout(done, ms)),
    ...options,
  });
}
