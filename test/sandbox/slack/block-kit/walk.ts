import { isObject, textIn, type Json } from '../json.ts';

/** An interactive element, and the block it sits in. */
export interface Placed {
  block: Json;
  element: Json;
}

/** Every object inside a payload, the payload first. */
export function* everyObject(value: unknown): Generator<Json> {
  if (Array.isArray(value)) {
    for (const item of value) yield* everyObject(item);
  } else if (isObject(value)) {
    yield value;
    for (const item of Object.values(value)) yield* everyObject(item);
  }
}

/** The elements of a block that a person can act on, in order. */
export function elementsOf(block: Json): Placed[] {
  const direct = [block['accessory'], block['element'], block['actions'], block['elements']].flat();
  return direct
    .filter((element) => isObject(element))
    .flatMap((element) => {
      if (textIn(element, 'action_id') !== '') return [{ block, element }];
      return textIn(element, 'type') === 'card' || element['actions'] !== undefined
        ? elementsOf({ ...element, block_id: block['block_id'] })
        : [];
    });
}

/** Finds an element by its action id; `blockId` tells two of the same apart. */
export function findElement(blocks: readonly Json[], actionId: string, blockId?: string): Placed | null {
  const all = blocks.flatMap((block) => elementsOf(block));
  const named = all.filter(({ element }) => element['action_id'] === actionId);
  return named.find(({ block }) => blockId === undefined || block['block_id'] === blockId) ?? null;
}

/** Gives every block and every interactive element the ids Slack would make up for it. */
export function withIds(blocks: readonly Json[], nextId: () => string): Json[] {
  return blocks.map((block) => {
    const copy = structuredClone(block);
    copy['block_id'] ??= nextId();
    for (const element of everyObject(copy)) {
      if (INTERACTIVE.test(textIn(element, 'type'))) element['action_id'] ??= nextId();
    }
    return copy;
  });
}

const INTERACTIVE =
  /^(button|overflow|checkboxes|radio_buttons|workflow_button|.*picker|.*_select|.*_input)$/u;
