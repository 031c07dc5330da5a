import type { MappingProblem } from '#connectors/connector.ts';
import { PEOPLE, type Schema } from './schema.ts';
import { SIGNAL_FIELDS } from './signals.ts';

/**
 * Compares what this user may see with what is read. A custom field never seen is no problem, the org just does not
 * keep it; one in `seen` that is gone, one of another type, and any standard field or object out of sight are.
 * Names are `Object.Field`.
 */
export function inspectSchema(
  schema: Schema,
  seen: string[],
): { mapped: string[]; problems: MappingProblem[] } {
  const mapped: string[] = [];
  const problems = schema.hidden().map(hidden);
  for (const object of PEOPLE) {
    for (const [wanted, types] of SIGNAL_FIELDS) {
      const field = schema.field(object, wanted);
      const name = `${object}.${wanted}`;
      if (field === null) {
        if (seen.includes(name)) problems.push(hidden(name));
      } else if (types.includes(field.type)) mapped.push(name);
      else problems.push(typeChanged(name, field.type, types));
    }
  }
  return { mapped, problems };
}

function hidden(property: string): MappingProblem {
  const what = property.includes('.') ? 'field' : 'object';
  return {
    code: 'property_missing',
    message: `The ${what} ${property} is hidden by field-level security or deleted; everything else is still read.`,
    remedy: `Assign our permission set to the user Groundswell is connected as, or let them read ${property}.`,
    field: property,
    property,
  };
}

function typeChanged(property: string, type: string, types: readonly string[]): MappingProblem {
  const wanted = types.join(' or ');
  return {
    code: 'property_type_changed',
    message: `The field ${property} is of type ${type}; ${wanted} is needed. The others are still read.`,
    remedy: `Change ${property} to ${wanted} in Salesforce's object manager.`,
    field: property,
    property,
  };
}
