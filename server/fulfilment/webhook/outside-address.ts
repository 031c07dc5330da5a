import ipaddr from 'ipaddr.js';
import { ok, refuse, type Result } from '#core/problem.ts';

const PORTS = new Set(['', '443', '8443']);
/** Names that lead inside: RFC 6761, 6762, 8375, and what networks call themselves. */
const INSIDE = /(^|\.)(localhost|local|internal|intranet|lan|home|corp|private|localdomain|home\.arpa)$/;
/** Azure's host agent answers on a public address. */
const HOST_AGENT = '168.63.129.16';
const GLOBAL_UNICAST = ipaddr.parseCIDR('2000::/3');

/**
 * An address outside of every network this server may stand in, or `invalid_input` with what is wrong. Names are
 * checked by what they say; `checkResolved` asks where they lead. The one address whoever runs this server vouches for
 * may lead anywhere, and nothing beside it.
 */
export function checkAddress(text: string, trusted: string | null): Result<URL> {
  const url = URL.parse(text.trim());
  if (url === null || text.length > 2000) return wrong('This is no URL.', 'Use a full URL, https://… .');
  if (url.username !== '' || url.password !== '') {
    return wrong('The URL has a user name or password in it.', 'Take it out; requests are signed instead.');
  }
  if (isTrusted(url, trusted)) return ok(url);
  if (url.protocol !== 'https:') {
    return wrong('The URL is not https.', 'Use https, so that nobody on the way can read or change orders.');
  }
  if (!PORTS.has(url.port)) {
    return wrong(`Port ${url.port} is not allowed.`, 'Use 443 or 8443.');
  }
  return isInside(url.hostname)
    ? wrong(
        `${url.hostname} leads to this server itself or into a private network.`,
        'Use an address that is reached from outside.',
      )
    : ok(url);
}

/** Whether it is the address whoever runs this server vouches for, to the last letter. */
export function isTrusted(url: URL, trusted: string | null): boolean {
  return trusted !== null && url.href === URL.parse(trusted)?.href;
}

/** Whether a host, as the URL parser wrote it, names something that is not outside. */
function isInside(hostname: string): boolean {
  const host = hostname
    .replace(/^\[|\]$/g, '')
    .replace(/\.+$/, '')
    .toLowerCase();
  if (ipaddr.isValid(host)) return !isOutside(host);
  // Without a dot it is a name of the network we stand in.
  return !host.includes('.') || INSIDE.test(host);
}

/**
 * Whether an IP address belongs to a host anybody can reach: no loopback, private, link-local, shared (RFC 6598),
 * documentation or multicast range, and no IPv6 form that carries an IPv4 address (mapped, 6to4, NAT64, Teredo).
 */
export function isOutside(text: string): boolean {
  if (!ipaddr.isValid(text)) return false;
  const address = ipaddr.parse(text);
  if (address.range() !== 'unicast') return false;
  return address.kind() === 'ipv6' ? address.match(GLOBAL_UNICAST) : address.toString() !== HOST_AGENT;
}

function wrong(message: string, remedy: string): Result<never> {
  return refuse('invalid_input', message, remedy, 'url');
}
