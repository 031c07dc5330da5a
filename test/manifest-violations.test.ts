import { describe, expect, it } from 'vitest';
import { manifestViolations } from '../bin/manifest-violations.ts';

/** A schema of our own, with every kind of demand the published one makes. */
const schema = {
  $schema: 'http://json-schema.org/draft-07/schema#',
  type: 'object',
  additionalProperties: false,
  required: ['name'],
  properties: {
    name: { type: 'string', minLength: 1, maxLength: 10 },
    version: { enum: [1, 2] },
    address: { type: 'string', format: 'uri' },
    commands: { type: 'array', maxItems: 2, items: { $ref: '#/definitions/command' } },
  },
  definitions: {
    command: { type: 'object', properties: { name: { type: 'string', pattern: '^/' } }, required: ['name'] },
  },
};

describe('what a schema refuses', () => {
  it('is nothing of what it asks for', () => {
    const address = 'https://YOUR_HOST/slack/events';
    const manifest = { name: 'Ours', version: 2, address, commands: [{ name: '/ours' }] };
    expect(manifestViolations(schema, manifest)).toEqual([]);
  });

  it.each<[string, object, string]>([
    [
      'a field too many',
      { name: 'Ours', colour: 'red' },
      'the manifest must NOT have additional properties: colour',
    ],
    ['a field too few', {}, "the manifest must have required property 'name'"],
    ['too long a text', { name: 'x'.repeat(11) }, 'name must NOT have more than 10 characters'],
    [
      'a value of no list',
      { name: 'Ours', version: 3 },
      'version must be equal to one of the allowed values: [1,2]',
    ],
    ['no address', { name: 'Ours', address: 'here' }, 'address must match format "uri"'],
    [
      'a fault inside a list',
      { name: 'Ours', commands: [{ name: 'ours' }] },
      'commands.0.name must match pattern "^/"',
    ],
  ])('is named with its place: %s', (_, manifest, words) => {
    expect(manifestViolations(schema, manifest)).toEqual([words]);
  });

  it('is told all at once, each thing once', () => {
    const found = manifestViolations(schema, { version: 3, address: 'here', colour: 'red' });
    expect(found).toHaveLength(4);
    expect(new Set(found).size).toBe(4);
  });

  it('cannot be told by what is no schema, or by one that is not all there', () => {
    expect(() => manifestViolations({ type: 'nothing' }, {})).toThrow('schema is invalid');
    expect(() => manifestViolations({ $ref: 'https://example.com/other.json' }, {})).toThrow("can't resolve");
  });
});
