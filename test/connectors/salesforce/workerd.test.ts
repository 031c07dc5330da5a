import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { build, type Plugin } from 'esbuild';
import { convertV4MiniflareOptions, Miniflare, Response } from 'miniflare';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** The parts of packages that wrangler leaves out of the Worker, by the names they are imported by. */
function aliases(): Map<string, string> {
  const [, table = ''] = readFileSync(join(root, 'wrangler.toml'), 'utf8').split(/^\[alias\]$/m);
  return new Map([...table.matchAll(/^"(.+)" = "(.+)"$/gm)].map(([, from = '', to = '']) => [from, to]));
}

const asWrangler: Plugin = {
  name: 'as-wrangler',
  setup: (bundler) => {
    const replaced = aliases();
    bundler.onResolve({ filter: /.*/ }, ({ path }) => {
      const stub = replaced.get(path);
      if (stub !== undefined) return { path: join(root, stub) };
      const builtIn = /^(?:node:)?(stream|events|string_decoder)$/.exec(path)?.[1];
      return builtIn === undefined ? null : { path: `node:${builtIn}`, external: true };
    });
  },
};

/** A Worker that does what the client can, and says how each went. */
const WORKER = `
import { createClient } from '#connectors/salesforce/client.ts';
import { parseOutboundMessage } from '#connectors/salesforce/webhook.ts';

export default {
  async fetch(request) {
    let token = 1;
    const client = createClient({
      apiUrl: 'https://acme.my.salesforce.com',
      accessToken: async () => 'token-' + token,
      refused: () => { token++; },
      spend: (budget, call) => call(),
      onUsage: (usage) => usages.push(usage),
      proxy: { url: 'https://egress.example', secret: 'p' },
      now: () => 0,
      wait: async () => {},
    });
    const usages = [];
    const pages = [];
    for await (const page of client.query('SELECT Id FROM Contact')) pages.push(page);
    const job = await client.bulkQuery.create('SELECT Id FROM Contact');
    const results = await client.bulkQuery.results(job, null, 10);
    const upserted = await client.upsert('P__c', 'Key__c', [{ Key__c: 'ä' }]);
    const found = await client.collection('Contact', ['a'], ['Id']);
    const described = await client.describe('Gone__c');
    const moved = await client.limits().catch((error) => error.problem.code);
    const message = await parseOutboundMessage(await request.text());
    return Response.json({ pages, results, upserted, found, described, moved, message, usages });
  },
};`;

const NEXT = '/services/data/v67.0/query/01g-1';
const ANSWERS: Record<string, () => Response> = {
  'GET /services/data/v67.0/query?q=SELECT%20Id%20FROM%20Contact': () =>
    Response.json({ totalSize: 2, done: false, nextRecordsUrl: NEXT, records: [{ Id: 'a' }] }),
  [`GET ${NEXT}`]: () => Response.json({ totalSize: 2, done: true, records: [{ Id: 'b' }] }),
  'POST /services/data/v67.0/jobs/query': () => Response.json({ id: '750' }),
  'GET /services/data/v67.0/jobs/query/750/results?maxRecords=10': () =>
    new Response('Id\na\n', { headers: { 'content-type': 'text/csv', 'sforce-locator': 'null' } }),
  'PATCH /services/data/v67.0/composite/sobjects/P__c/Key__c': () =>
    Response.json([{ id: '1', success: true, errors: [] }]),
  'POST /services/data/v67.0/composite/sobjects/Contact': () => Response.json([null]),
  'GET /services/data/v67.0/sobjects/Gone__c/describe': () =>
    Response.json([{ errorCode: 'NOT_FOUND', message: 'm' }], { status: 404 }),
  'GET /services/data/v67.0/limits': () =>
    new Response(null, { status: 302, headers: { location: 'https://evil.example/' } }),
};

const MESSAGE = `<soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><soapenv:Body><notifications xmlns="http://soap.sforce.com/2005/09/outbound"><OrganizationId>00Dxx0000001gPL</OrganizationId><Notification><Id>04lxx0000000001</Id><sObject xsi:type="sf:Contact" xmlns:sf="urn:sobject.enterprise.soap.sforce.com"><sf:Id>003xx0000000001</sf:Id></sObject></Notification></notifications></soapenv:Body></soapenv:Envelope>`;

test('in workerd, bundled as the Worker is, the client does all it can', { timeout: 60_000 }, async () => {
  const bundle = await build({
    stdin: { contents: WORKER, resolveDir: root, sourcefile: 'worker.ts', loader: 'ts' },
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2024',
    conditions: ['workerd', 'worker', 'browser'],
    plugins: [asWrangler],
    banner: { js: "import { createRequire } from 'node:module'; const require = createRequire('file:///');" },
    logLevel: 'silent',
  });
  const calls: { url: string; headers: Record<string, string> }[] = [];
  const miniflare = new Miniflare(
    convertV4MiniflareOptions({
      modules: [{ type: 'ESModule', path: 'worker.js', contents: bundle.outputFiles[0]?.text ?? '' }],
      compatibilityDate: '2026-11-02',
      compatibilityFlags: ['nodejs_compat'],
      cf: false,
      outboundService: (request) => {
        calls.push({ url: request.url, headers: Object.fromEntries(request.headers) });
        if (calls.length === 1) {
          return Response.json([{ errorCode: 'INVALID_SESSION_ID', message: 'm' }], { status: 401 });
        }
        const { pathname, search } = new URL(request.url);
        const response =
          ANSWERS[`${request.method} ${pathname}${search}`]?.() ?? new Response('', { status: 500 });
        response.headers.set('sforce-limit-info', `api-usage=${calls.length}/100`);
        return response;
      },
    }),
  );
  try {
    const answer = await miniflare.dispatchFetch('http://worker/', { method: 'POST', body: MESSAGE });
    expect(await answer.json()).toMatchObject({
      pages: [{ records: [{ Id: 'a' }] }, { records: [{ Id: 'b' }], next: null }],
      results: { csv: 'Id\na\n', locator: null },
      upserted: [{ success: true, id: '1' }],
      found: [null],
      described: null,
      moved: 'vendor_refused',
      message: { ok: true, value: { events: [{ kind: 'contact', action: 'changed' }] } },
      usages: expect.arrayContaining([{ used: 9, limit: 100 }]),
    });
  } finally {
    await miniflare.dispose();
  }
  expect(new Set(calls.map(({ url }) => new URL(url).origin))).toEqual(new Set(['https://egress.example']));
  expect(calls.map(({ headers }) => headers['authorization'])).toEqual([
    'Bearer token-1',
    ...calls.slice(1).map(() => 'Bearer token-2'),
  ]);
  expect(calls[0]?.headers).toMatchObject({
    'proxy-authorization': 'Bearer p',
    'x-forwarded-host': 'acme.my.salesforce.com',
    'x-forwarded-proto': 'https',
  });
});
