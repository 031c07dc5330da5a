import { isObject, textIn, type Json } from '../json.ts';
import { checkBlock, type Surface } from './blocks.ts';
import { LIMITS } from './limits.ts';
import { Place, type Flaw } from './place.ts';
import { elementsOf, everyObject } from './walk.ts';

/** What a message's or view's blocks are held against. */
export interface BlockRules {
  surface: Surface;
  newBlocks: boolean;
}

/** Every flaw in a list of blocks, with the JSON pointer of each; empty for blocks Slack would take. */
export function checkBlocks(blocks: unknown, pointer: string, rules: BlockRules): Flaw[] {
  const place = new Place(pointer);
  if (!Array.isArray(blocks)) {
    place.flaw('must be an array');
    return place.flaws;
  }
  const max = rules.surface === 'message' ? LIMITS.messageBlocks : LIMITS.viewBlocks;
  if (blocks.length > max) place.flaw(`no more than ${max} items allowed`);
  const check = checkBlock(rules.surface, rules.newBlocks);
  for (const [index, block] of blocks.entries()) {
    if (isObject(block)) check(block, place.at(index));
    else place.at(index).flaw('must be an object');
  }
  checkTogether(
    blocks.filter((block) => isObject(block)),
    place,
  );
  return place.flaws;
}

/** Rules that hold between blocks: unique ids, one table, markdown's shared allowance. */
function checkTogether(blocks: readonly Json[], place: Place): void {
  const seen = new Set<string>();
  let markdown = 0;
  for (const [index, block] of blocks.entries()) {
    const id = textIn(block, 'block_id');
    if (id !== '' && seen.has(id)) place.at(index).at('block_id').flaw(`block_id "${id}" already exists`);
    seen.add(id);
    checkActionIds(block, place.at(index));
    if (block['type'] === 'markdown') markdown += textIn(block, 'text').length;
  }
  if (markdown > LIMITS.markdown)
    place.flaw(`markdown blocks must be less than ${LIMITS.markdown + 1} characters together`);
  if (blocks.filter((block) => block['type'] === 'table').length > 1)
    place.flaw('no more than 1 table block allowed');
}

function checkActionIds(block: Json, place: Place): void {
  const seen = new Set<string>();
  for (const { element } of elementsOf(block)) {
    const id = textIn(element, 'action_id');
    if (seen.has(id)) place.flaw(`action_id "${id}" already exists for block`);
    seen.add(id);
  }
}

/** Whether all text in the blocks together is more than Slack stores with one message. */
export function isTooLong(blocks: unknown): boolean {
  let characters = 0;
  for (const object of everyObject(blocks)) characters += textIn(object, 'text').length;
  return characters > LIMITS.messageText;
}

/** Flaws as Slack writes them into `response_metadata.messages`. */
export function flawMessages(flaws: readonly Flaw[]): string[] {
  return flaws.map((flaw) => `[ERROR] ${flaw.message} [json-pointer:${flaw.pointer}]`);
}
