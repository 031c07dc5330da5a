import { textIn, type Json } from '../json.ts';
import type { Place } from './place.ts';

const SECTIONS = ['rich_text_section', 'rich_text_quote', 'rich_text_preformatted'];
const REQUIRED: Record<string, string | null> = {
  text: 'text',
  link: 'url',
  emoji: 'name',
  user: 'user_id',
  usergroup: 'usergroup_id',
  channel: 'channel_id',
  broadcast: 'range',
  date: 'timestamp',
  color: 'value',
};

/** Checks a rich text block: sections, lists, quotes and code, each of inline pieces. */
export function checkRichText(block: Json, place: Place): void {
  place.onlyKnows(block, ['type', 'block_id', 'elements']);
  place.list(block, 'elements', { max: Number.POSITIVE_INFINITY }, (element, at) => {
    const type = textIn(element, 'type');
    if (type === 'rich_text_list') {
      at.list(element, 'elements', { max: Number.POSITIVE_INFINITY }, checkSection);
    } else {
      checkSection(element, at);
    }
  });
}

function checkSection(section: Json, place: Place): void {
  const type = textIn(section, 'type');
  if (!SECTIONS.includes(type)) return place.at('type').flaw(`unsupported type: ${type}`);
  place.list(section, 'elements', { max: Number.POSITIVE_INFINITY, min: 0 }, (piece, at) => {
    const key = REQUIRED[textIn(piece, 'type')];
    if (key === undefined) at.at('type').flaw(`unsupported type: ${textIn(piece, 'type')}`);
    else if (key !== null && piece[key] === undefined) at.flaw(`missing required field: ${key}`);
  });
}
