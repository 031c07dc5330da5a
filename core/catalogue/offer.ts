import type { Problem } from '#core/problem.ts';
import { actNamed } from './disclosure.ts';
import type { CatalogueItem } from './item.ts';

/** What an item is asked for. */
export interface Occasion {
  programme: string;
  act: string;
  /** Where the person lives, ISO 3166-1 alpha-2; null where nobody knows. */
  country: string | null;
  /** How many of the stock are reserved for other rewards. */
  reserved: number;
}

/** Why an item cannot be given now, or null. */
export function objectionTo(item: CatalogueItem, occasion: Occasion): Problem | null {
  const { programme, act, country, reserved } = occasion;
  if (item.archived) return no(`${item.name} is not given any more.`, 'Choose another item.');
  if (item.stock !== null && item.stock <= reserved) {
    return no(`${item.name} is out of stock.`, 'Choose another item, or add to the stock.');
  }
  if (item.programmes !== null && !item.programmes.includes(programme)) {
    const message = `${item.name} is not given in the programme ${programme}.`;
    return { ...no(message, `It is given in ${item.programmes.join(', ')}.`), field: 'programme' };
  }
  if (country !== null && item.markets !== null && !item.markets.includes(country)) {
    return no(`${item.name} cannot be given in ${country}.`, `It is given in ${item.markets.join(', ')}.`);
  }
  const type = actNamed(act);
  if (item.acts === null || (type !== null && item.acts.includes(type))) return null;
  return {
    ...no(`${item.name} is not given for "${act}".`, `It is given for ${item.acts.join(', ')}.`),
    field: 'act',
  };
}

function no(message: string, remedy: string): Problem {
  return { code: 'invalid_input', message, remedy, field: 'item' };
}
