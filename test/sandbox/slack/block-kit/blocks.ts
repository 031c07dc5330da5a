import { textIn, type Json } from '../json.ts';
import { checkElement, TAKES } from './elements.ts';
import { LIMITS } from './limits.ts';
import { NEW_BLOCKS } from './new-blocks.ts';
import { checkImage, checkText } from './objects.ts';
import type { Place } from './place.ts';
import { checkRichText } from './rich-text.ts';

/** Where blocks are shown. */
export type Surface = 'message' | 'modal' | 'home';

type Check = (block: Json, place: Place) => void;

function section(block: Json, place: Place): void {
  place.onlyKnows(block, ['type', 'block_id', 'text', 'fields', 'accessory', 'expand']);
  if (block['text'] === undefined && block['fields'] === undefined)
    place.flaw('missing required field: text or fields');
  place.object(block, 'text', false, checkText(LIMITS.text, false));
  place.list(block, 'fields', { max: LIMITS.fields, optional: true }, checkText(LIMITS.fieldText, false));
  place.object(block, 'accessory', false, checkElement(TAKES.section));
}

function header(block: Json, place: Place): void {
  place.onlyKnows(block, ['type', 'block_id', 'text', 'level']);
  place.object(block, 'text', true, checkText(LIMITS.header, true));
}

function actions(block: Json, place: Place): void {
  place.onlyKnows(block, ['type', 'block_id', 'elements']);
  place.list(block, 'elements', { max: LIMITS.actions }, checkElement(TAKES.actions));
}

function context(block: Json, place: Place): void {
  place.onlyKnows(block, ['type', 'block_id', 'elements']);
  place.list(block, 'elements', { max: LIMITS.contextElements }, (element, at) => {
    if (element['type'] === 'image') checkElement(['image'])(element, at);
    else checkText(LIMITS.text, false)(element, at);
  });
}

function image(block: Json, place: Place): void {
  place.onlyKnows(block, ['type', 'block_id', 'image_url', 'slack_file', 'alt_text', 'title']);
  checkImage(block, place);
  place.object(block, 'title', false, checkText(LIMITS.imageTitle, true));
}

function input(block: Json, place: Place): void {
  place.onlyKnows(block, ['type', 'block_id', 'label', 'element', 'hint', 'optional', 'dispatch_action']);
  place.object(block, 'label', true, checkText(LIMITS.label, true));
  place.object(block, 'hint', false, checkText(LIMITS.hint, true));
  place.object(block, 'element', true, checkElement(TAKES.input));
}

const BLOCKS: Record<string, Check> = {
  section,
  header,
  actions,
  context,
  image,
  input,
  divider: (block, place) => place.onlyKnows(block, ['type', 'block_id']),
  rich_text: checkRichText,
  markdown: (block, place) => {
    place.onlyKnows(block, ['type', 'block_id', 'text']);
    place.string(block, 'text', { max: LIMITS.markdown });
  },
};

/** Checks one block on one surface. `newBlocks` lets in the block types of the 2026 roll-out. */
export function checkBlock(surface: Surface, newBlocks: boolean): Check {
  return (block, place) => {
    const type = textIn(block, 'type');
    const fresh = newBlocks ? NEW_BLOCKS[type] : undefined;
    const check = BLOCKS[type] ?? (fresh?.surfaces.includes(surface) === true ? fresh.check : undefined);
    if (check === undefined || (type === 'markdown' && surface !== 'message')) {
      return place.at('type').flaw(`unsupported type: ${type}`);
    }
    check(block, place);
    place.string(block, 'block_id', { max: LIMITS.blockId, optional: true });
  };
}
