import type { MappingContext } from '#connectors/hubspot/mapping.ts';
import type { WireRecord } from '#connectors/hubspot/schema.ts';

export const CREATED = Date.UTC(2025, 0, 2);
export const MODIFIED_AT = Date.UTC(2026, 8, 3);

/** A record as the SDK gives it, with these properties. */
export function wire(properties: Record<string, unknown>, more: Partial<WireRecord> = {}): WireRecord {
  return {
    id: '151',
    properties,
    createdAt: new Date(CREATED).toISOString(),
    updatedAt: new Date(MODIFIED_AT).toISOString(),
    ...more,
  };
}

export const CONTEXT: MappingContext = { portalId: '77', uiHost: 'app-eu1.hubspot.com', unusable: new Set() };
