/** What HubSpot hands a card of the profile the project was uploaded with. */
type ProfileVariables = Record<string, string | number | bigint | boolean> | undefined;

/** Where Groundswell answers, without a trailing slash; null where the profile does not say. */
export function baseUrl(variables: ProfileVariables): string | null {
  const url = variables?.['GROUNDSWELL_URL'];
  return typeof url === 'string' && /^https?:\/\/[^/]/.test(url) ? url.replace(/\/+$/, '') : null;
}
