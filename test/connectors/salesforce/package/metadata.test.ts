import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { ComponentSet, MetadataConverter } from '@salesforce/source-deploy-retrieve';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FLAG_STATUSES } from '#core/crm/flag.ts';
import { FLAG_FIELDS } from '#connectors/salesforce/flag-fields.ts';
import { PACKAGE, filesOf, metadata } from './place.ts';

const PROFILE = 'Advocacy_Profile__c';
const FOLDERS = ['force-app', 'outbound-messages'];

describe('the project', () => {
  let folder = '';
  const set = ComponentSet.fromSource(FOLDERS.map((one) => join(PACKAGE, one)));
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'groundswell-package-'));
  });
  afterAll(() => rmSync(folder, { recursive: true }));

  it('is metadata in every file, of types Salesforce knows', () => {
    const known = [...set.getSourceComponents()].flatMap((component) => [
      ...component.walkContent(),
      ...[component, ...component.getChildren()].flatMap(({ xml }) => xml ?? []),
    ]);
    const inside = FOLDERS.flatMap((one) => filesOf(one)).filter((file) => !file.includes('__tests__'));
    expect(inside.filter((file) => !known.includes(file))).toEqual([]);
    expect(inside.length).toBeGreaterThan(70);
  });

  it('converts to what is deployed, all of it', async () => {
    const { converted } = await new MetadataConverter().convert(set, 'metadata', {
      type: 'directory',
      outputDirectory: folder,
      genUniqueDir: false,
    });
    const components = [...set.getSourceComponents()];
    expect(converted).toHaveLength(components.length);
    const manifest = readFileSync(join(folder, 'package.xml'), 'utf8');
    for (const { fullName, type } of components.filter(({ type: { name } }) => name !== 'Workflow')) {
      expect(manifest, type.name).toContain(`<members>${fullName}</members>`);
    }
    const objects = readFileSync(join(folder, `objects/${PROFILE}.object`), 'utf8');
    for (const field of FLAG_FIELDS.keys()) expect(objects).toContain(`<fullName>${field}</fullName>`);
    expect(readdirSync(join(folder, 'lwc/advocacyCard'))).not.toContain('__tests__');
  });

  it('is written for one version of the platform', () => {
    const { sourceApiVersion } = JSON.parse(readFileSync(join(PACKAGE, 'sfdx-project.json'), 'utf8')) as {
      sourceApiVersion: string;
    };
    const versions = FOLDERS.flatMap((one) => filesOf(one, '.xml')).flatMap((file) =>
      values(readFileSync(file, 'utf8'), 'apiVersion'),
    );
    expect(new Set(versions)).toEqual(new Set([sourceApiVersion]));
  });
});

describe('the object', () => {
  it('has the fields the connector writes, and no others', () => {
    const fields = filesOf(`force-app/main/default/objects/${PROFILE}/fields`).map((file) =>
      basename(file, '.field-meta.xml'),
    );
    expect(fields.toSorted()).toEqual([...FLAG_FIELDS.keys()].toSorted());
  });

  it('is found by a key of 18 characters that is there once', () => {
    const key = field('Record_Key__c');
    expect([values(key, 'externalId'), values(key, 'unique'), values(key, 'length')]).toEqual([
      ['true'],
      ['true'],
      ['18'],
    ]);
  });

  it('knows the statuses we write, and takes no other', () => {
    const status = field('Status__c');
    expect(values(status, 'fullName').slice(1)).toEqual([...FLAG_STATUSES]);
    expect(values(status, 'restricted')).toEqual(['true']);
  });

  it('is not shown outside the company', () => {
    const object = metadata(`objects/${PROFILE}/${PROFILE}.object-meta.xml`);
    expect(values(object, 'externalSharingModel')).toEqual(['Private']);
  });

  function field(name: string): string {
    return metadata(`objects/${PROFILE}/fields/${name}.field-meta.xml`);
  }
});

describe('the permission sets', () => {
  const rep = permissionSet('Rep');
  const integration = permissionSet('Integration');
  const optional = [...FLAG_FIELDS.keys()]
    .filter((name) => name !== 'Record_Key__c')
    .map((name) => `${PROFILE}.${name}`);

  it('let a rep read every field and change none', () => {
    expect(values(rep, 'field').toSorted()).toEqual(optional.toSorted());
    for (const right of ['editable', 'allowCreate', 'allowEdit', 'allowDelete', 'modifyAllRecords']) {
      expect(new Set(values(rep, right)), right).toEqual(new Set(['false']));
    }
  });

  it('let a rep use the card, its credential and nothing else', () => {
    expect(values(rep, 'apexClass')).toEqual(['AdvocacyCardController']);
    expect(values(rep, 'externalCredentialPrincipal')).toEqual(['Groundswell-Org']);
    expect(values(rep, 'userPermissions')).toEqual([]);
  });

  it('let the integration user write our object only', () => {
    const written = blocks(integration, 'objectPermissions').filter((one) => one.includes('<allowEdit>true'));
    expect(written.flatMap((one) => values(one, 'object'))).toEqual([PROFILE]);
    const edited = blocks(integration, 'fieldPermissions').filter((one) => one.includes('<editable>true'));
    expect(edited.flatMap((one) => values(one, 'field')).toSorted()).toEqual(optional.toSorted());
  });

  it('let only an admin set the secret', () => {
    expect(values(permissionSet('Admin'), 'apexClass')).toEqual(['GroundswellSetup']);
    expect(integration + rep).not.toContain('GroundswellSetup');
  });

  function permissionSet(name: string): string {
    return metadata(`permissionsets/Groundswell_${name}.permissionset-meta.xml`);
  }
});

describe('secrets', () => {
  it('are entered after the installation: the credential only names one', () => {
    const credential = metadata('externalCredentials/Groundswell.externalCredential-meta.xml');
    expect(values(credential, 'parameterValue')).toEqual([
      '{!&apos;Bearer &apos; &amp; $Credential.Groundswell.Token}',
    ]);
    expect(values(credential, 'parameterName')).toContain('Org');
  });

  it('are kept where only the package reads them', () => {
    const setting = metadata('objects/Groundswell_Settings__c/Groundswell_Settings__c.object-meta.xml');
    expect(values(setting, 'visibility')).toEqual(['Protected']);
    expect(values(setting, 'customSettingsType')).toEqual(['Hierarchy']);
  });

  it('go to a server that is named once, by https', () => {
    const named = metadata('namedCredentials/Groundswell.namedCredential-meta.xml');
    expect(values(named, 'parameterValue')).toEqual(['https://groundswell.example.com']);
    expect(values(named, 'generateAuthorizationHeader')).toEqual(['false']);
  });
});

describe('the outbound messages', () => {
  it.each(['Contact', 'Lead'])('of a %s carry no session, and are sent on every change', (object) => {
    const below = join(PACKAGE, 'outbound-messages/main/default');
    const message = readFileSync(join(below, `workflows/${object}.workflow-meta.xml`), 'utf8');
    expect(values(message, 'includeSessionId')).toEqual(['false']);
    expect(values(message, 'endpointUrl')).toEqual([
      'https://groundswell.example.com/webhooks/salesforce/SECRET',
    ]);
    const flow = readFileSync(join(below, `flows/Groundswell_${object}_Changed.flow-meta.xml`), 'utf8');
    expect(values(flow, 'actionName')).toEqual([`${object}.${values(message, 'fullName')[0]}`]);
    expect(values(flow, 'recordTriggerType')).toEqual(['CreateAndUpdate']);
  });
});

/** The texts of every element of this name that holds nothing but text. */
function values(xml: string, element: string): string[] {
  return [...xml.matchAll(new RegExp(`<${element}>([^<]*)</${element}>`, 'g'))].map(
    ([, value]) => value ?? '',
  );
}

function blocks(xml: string, element: string): string[] {
  return [...xml.matchAll(new RegExp(`<${element}>.*?</${element}>`, 'gs'))].map(([block]) => block);
}
