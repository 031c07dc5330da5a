import { Ajv, type ErrorObject } from 'ajv';

/**
 * What a JSON schema (draft 7) refuses about a manifest, each thing in words with the place it is at; empty where it is
 * taken. Throws where the schema is none, or points at another one.
 */
export function manifestViolations(schema: object, manifest: unknown): string[] {
  const ajv = new Ajv({ allErrors: true, strict: false, formats: { uri: (text) => URL.canParse(text) } });
  const validate = ajv.compile(schema);
  return validate(manifest) ? [] : [...new Set((validate.errors ?? []).map(inWords))];
}

function inWords({ instancePath, message, params }: ErrorObject): string {
  const place = instancePath.slice(1).replaceAll('/', '.') || 'the manifest';
  return `${place} ${message ?? 'is refused'}${named(params)}`;
}

/** What the message of these leaves out: the field that is too many, or what might stand there. */
function named(params: Record<string, unknown>): string {
  if (typeof params['additionalProperty'] === 'string') return `: ${params['additionalProperty']}`;
  const allowed = params['allowedValues'] ?? params['allowedValue'];
  return allowed === undefined ? '' : `: ${JSON.stringify(allowed)}`;
}
