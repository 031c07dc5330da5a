import type { MappingProblem } from '#connectors/connector.ts';
import type { PropertyDefinition } from './schema.ts';
import { SIGNAL_PROPERTIES } from './signals.ts';

/**
 * Compares a portal's contact properties with what the signals need. A property never seen is no problem, the
 * portal just does not keep it; one in `seen` that is gone, or one of another type, is.
 */
export function inspectProperties(
  definitions: PropertyDefinition[],
  seen: string[],
): { mapped: string[]; problems: MappingProblem[] } {
  const found = new Map(definitions.map((definition) => [definition.name, definition]));
  const wrong = unusableProperties(definitions);
  const names = [...SIGNAL_PROPERTIES.keys()];
  return {
    mapped: names.filter((name) => found.has(name) && !wrong.has(name)),
    problems: names.flatMap((name) => {
      if (wrong.has(name)) return [typeChanged(name, found.get(name)?.type ?? '')];
      return seen.includes(name) && !found.has(name) ? [missing(name)] : [];
    }),
  };
}

/** Mapped properties that exist with another type than the mapping needs. */
export function unusableProperties(definitions: PropertyDefinition[]): Set<string> {
  const wrong = definitions.filter(({ name, type }) => SIGNAL_PROPERTIES.get(name)?.includes(type) === false);
  return new Set(wrong.map(({ name }) => name));
}

function missing(property: string): MappingProblem {
  return {
    code: 'property_missing',
    message: `The contact property ${property} is no longer in HubSpot; the others are still read.`,
    remedy: `Restore ${property} in HubSpot's property settings, or leave it: nothing is read from it.`,
    field: property,
    property,
  };
}

function typeChanged(property: string, type: string): MappingProblem {
  const wanted = SIGNAL_PROPERTIES.get(property)?.join(' or ') ?? '';
  return {
    code: 'property_type_changed',
    message: `The contact property ${property} is now of type ${type}; ${wanted} is needed. The others are still read.`,
    remedy: `Change ${property} back to ${wanted} in HubSpot's property settings.`,
    field: property,
    property,
  };
}
