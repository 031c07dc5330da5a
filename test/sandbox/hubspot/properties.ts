import type { ObjectType } from './record.ts';

export const PROPERTY_TYPES = [
  'string',
  'number',
  'date',
  'datetime',
  'enumeration',
  'bool',
  'phone_number',
  'json',
] as const;
export type PropertyType = (typeof PROPERTY_TYPES)[number];

/** A property as the portal defines it. */
export interface PropertyDefinition {
  name: string;
  label: string;
  description: string;
  groupName: string;
  type: PropertyType;
  fieldType: string;
  options: { label: string; value: string; displayOrder: number; hidden: boolean }[];
  hasUniqueValue: boolean;
  hubspotDefined: boolean;
  formField: boolean;
  readOnly: boolean;
  createdAt: number;
}

export interface PropertyGroup {
  name: string;
  label: string;
  displayOrder: number;
}

/** The property definitions and groups of every object type in one portal. */
export class PropertyRegistry {
  readonly #definitions = new Map<ObjectType, Map<string, PropertyDefinition>>();
  readonly #groups = new Map<ObjectType, Map<string, PropertyGroup>>();

  clear(): void {
    this.#definitions.clear();
    this.#groups.clear();
  }

  define(type: ObjectType, definition: PropertyDefinition): void {
    this.#of(type).set(definition.name, definition);
  }

  get(type: ObjectType, name: string): PropertyDefinition | null {
    return this.#of(type).get(name) ?? null;
  }

  list(type: ObjectType): PropertyDefinition[] {
    return [...this.#of(type).values()];
  }

  /** Whether there was one to remove. Values already on records stay, unseen. */
  remove(type: ObjectType, name: string): boolean {
    return this.#of(type).delete(name);
  }

  addGroup(type: ObjectType, group: PropertyGroup): void {
    this.#groupsOf(type).set(group.name, group);
  }

  group(type: ObjectType, name: string): PropertyGroup | null {
    return this.#groupsOf(type).get(name) ?? null;
  }

  groups(type: ObjectType): PropertyGroup[] {
    return [...this.#groupsOf(type).values()];
  }

  #of(type: ObjectType): Map<string, PropertyDefinition> {
    let known = this.#definitions.get(type);
    if (!known) this.#definitions.set(type, (known = new Map()));
    return known;
  }

  #groupsOf(type: ObjectType): Map<string, PropertyGroup> {
    let known = this.#groups.get(type);
    if (!known) this.#groups.set(type, (known = new Map()));
    return known;
  }
}
