import { isObject, type Json } from '../json.ts';

/** One thing wrong with a payload, and where, as a JSON pointer. */
export interface Flaw {
  pointer: string;
  message: string;
}

/** How many characters or items a field may hold. */
export interface Bounds {
  max: number;
  min?: number;
  optional?: boolean;
}

/** A spot in a payload being checked. Flaws found anywhere below it land in one list. */
export class Place {
  readonly pointer: string;
  readonly flaws: Flaw[];

  constructor(pointer: string, flaws: Flaw[] = []) {
    this.pointer = pointer;
    this.flaws = flaws;
  }

  at(key: string | number): Place {
    return new Place(`${this.pointer}/${key}`, this.flaws);
  }

  flaw(message: string): void {
    this.flaws.push({ pointer: this.pointer, message });
  }

  /** Whether an object holds only the fields Slack knows; each other field is a flaw. */
  onlyKnows(source: Json, keys: readonly string[]): void {
    for (const key of Object.keys(source)) {
      if (!keys.includes(key)) this.flaw(`invalid additional property: ${key}`);
    }
  }

  /** The string in a field, when it is there and within bounds. */
  string(source: Json, key: string, bounds: Bounds): void {
    const value = source[key];
    if (value === undefined && bounds.optional === true) return;
    if (value === undefined) return this.flaw(`missing required field: ${key}`);
    if (typeof value !== 'string') return this.at(key).flaw('must be a string');
    if (value.length > bounds.max) this.at(key).flaw(`must be less than ${bounds.max + 1} characters`);
    if (value.length < (bounds.min ?? 1))
      this.at(key).flaw(`must be more than ${(bounds.min ?? 1) - 1} characters`);
  }

  /** Checks each item of a list in a field, and how many there are. */
  list(source: Json, key: string, bounds: Bounds, each: (item: Json, place: Place) => void): void {
    const value = source[key];
    if (value === undefined && bounds.optional === true) return;
    if (value === undefined) return this.flaw(`missing required field: ${key}`);
    const place = this.at(key);
    if (!Array.isArray(value)) return place.flaw('must be an array');
    if (value.length > bounds.max) place.flaw(`no more than ${bounds.max} items allowed`);
    if (value.length < (bounds.min ?? 1)) place.flaw(`no fewer than ${bounds.min ?? 1} items allowed`);
    for (const [index, item] of value.entries()) {
      if (isObject(item)) each(item, place.at(index));
      else place.at(index).flaw('must be an object');
    }
  }

  /** Checks the object in a field. */
  object(source: Json, key: string, required: boolean, check: (value: Json, place: Place) => void): void {
    const value = source[key];
    if (value === undefined) return required ? this.flaw(`missing required field: ${key}`) : undefined;
    if (isObject(value)) check(value, this.at(key));
    else this.at(key).flaw('must be an object');
  }
}
