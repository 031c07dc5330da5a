import { createHash, createHmac } from 'node:crypto';

/** What HubSpot decodes in a URL before it signs it: exactly these, and nothing else. */
const DECODED: Record<string, string> = {
  '%3A': ':',
  '%2F': '/',
  '%3F': '?',
  '%40': '@',
  '%21': '!',
  '%24': '$',
  '%27': "'",
  '%28': '(',
  '%29': ')',
  '%2A': '*',
  '%2C': ',',
  '%3B': ';',
};

/** The headers of a signed call: version 3 in milliseconds, and version 1 beside it as HubSpot still sends. */
export function signedHeaders(
  secret: string,
  method: string,
  url: string,
  body: string,
  timestamp: number,
): Record<string, string> {
  const source = `${method}${signedUrl(url)}${body}${timestamp}`;
  return {
    'content-type': 'application/json',
    'user-agent': 'HubSpot Connect 2.0 (http://dev.hubspot.com/)',
    'x-hubspot-request-timestamp': String(timestamp),
    'x-hubspot-signature-v3': createHmac('sha256', secret).update(source).digest('base64'),
    'x-hubspot-signature': createHash('sha256')
      .update(secret + body)
      .digest('hex'),
    'x-hubspot-signature-version': 'v1',
  };
}

function signedUrl(url: string): string {
  return url.replaceAll(/%[0-9A-Fa-f]{2}/g, (code) => DECODED[code.toUpperCase()] ?? code);
}
