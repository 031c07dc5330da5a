import { isObject, type Json } from '../json.ts';
import { checkElement, TAKES } from './elements.ts';
import { LIMITS } from './limits.ts';
import { checkImage, checkText } from './objects.ts';
import type { Place } from './place.ts';

/** A block type of the 2026 roll-out: where it may stand and what it must hold. */
export interface NewBlock {
  surfaces: readonly ('message' | 'modal' | 'home')[];
  check: (block: Json, place: Place) => void;
}

function alert(block: Json, place: Place): void {
  place.onlyKnows(block, ['type', 'block_id', 'text', 'level']);
  place.object(block, 'text', true, checkText(LIMITS.text, false));
}

function card(block: Json, place: Place): void {
  place.onlyKnows(block, ['type', 'block_id', 'title', 'subtitle', 'body', 'icon', 'hero_image', 'actions']);
  place.object(block, 'title', false, checkText(LIMITS.cardTitle, false));
  place.object(block, 'subtitle', false, checkText(LIMITS.cardTitle, false));
  place.object(block, 'body', false, checkText(LIMITS.cardBody, false));
  place.object(block, 'icon', false, checkImage);
  place.object(block, 'hero_image', false, checkImage);
  place.list(block, 'actions', { max: LIMITS.cardButtons, optional: true }, checkElement(TAKES.buttons));
}

function table(block: Json, place: Place): void {
  place.onlyKnows(block, ['type', 'block_id', 'rows', 'column_settings']);
  const rows = block['rows'];
  if (!Array.isArray(rows)) return place.flaw('missing required field: rows');
  if (rows.length > LIMITS.tableRows) place.at('rows').flaw(`no more than ${LIMITS.tableRows} items allowed`);
  for (const [index, row] of rows.entries()) {
    const at = place.at('rows').at(index);
    if (!Array.isArray(row)) at.flaw('must be an array');
    else if (row.length > LIMITS.tableColumns) at.flaw(`no more than ${LIMITS.tableColumns} items allowed`);
    else if (!row.every((cell) => isObject(cell))) at.flaw('must be a list of cells');
  }
}

function carousel(block: Json, place: Place): void {
  place.onlyKnows(block, ['type', 'block_id', 'elements']);
  place.list(block, 'elements', { max: LIMITS.carouselCards }, card);
}

/** The 2026 block types this workspace can show, when they are switched on. */
export const NEW_BLOCKS: Record<string, NewBlock> = {
  alert: { surfaces: ['modal'], check: alert },
  card: { surfaces: ['message', 'modal', 'home'], check: card },
  carousel: { surfaces: ['message'], check: carousel },
  table: { surfaces: ['message'], check: table },
};
