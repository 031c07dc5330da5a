/**
 * Where people see an org's records, given where its API lives: `acme.my.salesforce.com` is shown at
 * `acme.lightning.force.com`. A local org serves both at one address, which keeps its scheme.
 */
export function lightningHost(apiUrl: string): string {
  const { host, origin, protocol } = new URL(apiUrl);
  if (protocol === 'http:') return origin;
  return host.replace(/\.my\.salesforce\.com$/, '.lightning.force.com');
}
