import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { getProjectMetadata, parseProjectConfig } from '@hubspot/project-parsing-lib/projects';
import { validateProfileVariables } from '@hubspot/project-parsing-lib/profiles';
import { translate } from '@hubspot/project-parsing-lib/translate';
import { http, HttpResponse } from 'msw';
import { setupServer } from 'msw/node';
import { afterAll, afterEach, beforeAll, describe, expect, test, vi } from 'vitest';
import { PROJECT, readProjectJson } from './project-folder.ts';
import { PROJECT_SCHEMAS } from './project-schema.ts';

const SCHEMAS = 'https://api.hubapi.com/project-components-external/project-schemas/v3/:version';
const PROFILE = 'production';
const versions: unknown[] = [];
const hubspot = setupServer(
  http.get(SCHEMAS, ({ params }) => {
    versions.push(params['version']);
    return HttpResponse.json(PROJECT_SCHEMAS);
  }),
);
const copies: string[] = [];

beforeAll(() => {
  hubspot.listen({ onUnhandledFrame: 'error' });
  vi.stubEnv('USE_ENVIRONMENT_HUBSPOT_CONFIG', 'true');
  vi.stubEnv('HUBSPOT_ACCOUNT_ID', '1');
  vi.stubEnv('HUBSPOT_API_KEY', 'not-a-key');
});
afterEach(() => {
  for (const copy of copies.splice(0)) rmSync(copy, { recursive: true });
});
afterAll(() => {
  hubspot.close();
  vi.unstubAllEnvs();
});

function translateAt(folder: string) {
  const { srcDir, platformVersion } = parseProjectConfig(folder);
  const context = { projectSourceDir: `${folder}/${srcDir}`, platformVersion, accountId: 1 };
  return translate(context, { profile: PROFILE });
}

function altered(file: string, change: (text: string) => string): string {
  const copy = mkdtempSync(`${tmpdir()}/groundswell-project-`);
  copies.push(copy);
  cpSync(PROJECT, copy, { recursive: true });
  writeFileSync(`${copy}/${file}`, change(readFileSync(`${copy}/${file}`, 'utf8')));
  return copy;
}

describe('HubSpot’s own parser', () => {
  test('takes the whole project without a complaint', async () => {
    const { intermediateRepresentation, skippedHsMetaFiles } = await translateAt(PROJECT);
    const nodes = Object.values(intermediateRepresentation.intermediateNodesIndexedByUid);
    expect(nodes.map(({ componentType }) => componentType).toSorted()).toEqual([
      'APPLICATION',
      'CARD',
      'CARD',
      'WEBHOOKS',
      'WORKFLOW_ACTION',
    ]);
    expect(skippedHsMetaFiles).toEqual([]);
    expect(versions).toEqual(['2026.09']);
    expect(JSON.stringify(nodes)).not.toContain('${');
  });

  test('finds no more of a component than HubSpot allows', async () => {
    const { components } = await getProjectMetadata(`${PROJECT}src`);
    for (const { count, maxCount } of Object.values(components)) expect(count).toBeLessThanOrEqual(maxCount);
  });

  test('puts the one address of the profile into every place that needs it', async () => {
    const folder = altered(`src/hsprofile.${PROFILE}.json`, (text) =>
      text.replace('groundswell.example.com"', 'advocates.acme.example"'),
    );
    const { intermediateRepresentation } = await translateAt(folder);
    const config = (uid: string) =>
      JSON.stringify(intermediateRepresentation.intermediateNodesIndexedByUid[uid]?.config);
    const { fetch } = (JSON.parse(config('groundswell')) as { permittedUrls: { fetch: string[] } })
      .permittedUrls;
    const card = 'https://advocates.acme.example/crm/hubspot';
    expect(fetch).toEqual([`${card}/card`, `${card}/actions`]);
    expect(config('groundswell')).toContain('https://advocates.acme.example/connect/hubspot/callback');
    expect(config('groundswell_webhooks')).toContain('https://advocates.acme.example/webhooks/hubspot');
    expect(config('groundswell_nominate')).toContain(
      'https://advocates.acme.example/crm/hubspot/workflow-actions/nominate',
    );
  });

  test('accepts the profile’s variables', () => {
    const file = `hsprofile.${PROFILE}.json`;
    const { variables } = readProjectJson<{ variables: Record<string, string> }>(`src/${file}`);
    expect(validateProfileVariables(variables, file)).toEqual({ success: true, errors: [] });
  });

  test.each([
    ['an unknown field', 'src/app/app-hsmeta.json', '"distribution"', '"distribtuion"'],
    ['a bad uid', 'src/app/cards/advocacy-tab-hsmeta.json', 'groundswell_advocacy_tab', 'groundswell tab'],
    ['a place cards have not', 'src/app/cards/advocacy-tab-hsmeta.json', 'crm.record.tab', 'crm.sidebar'],
    ['an address that is not https', 'src/hsprofile.production.json', 'https://', 'http://'],
  ])('would complain of %s', async (_what, file, from, to) => {
    const folder = altered(file, (text) => text.replaceAll(from, to));
    await expect(translateAt(folder)).rejects.toThrow('Project validation failed');
  });
});
