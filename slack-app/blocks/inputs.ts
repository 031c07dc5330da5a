import type { InputBlock, PlainTextOption } from '@slack/types';

import { plainText } from './layout.ts';
import { LIMITS } from './limits.ts';
import { clip } from './text.ts';

/** A question of a form, with the field it is answered in. */
export function input(spec: {
  blockId: string;
  label: string;
  element: InputBlock['element'];
  hint?: string;
  optional?: boolean;
}): InputBlock {
  return {
    type: 'input',
    block_id: spec.blockId,
    label: plainText(spec.label, 75),
    element: spec.element,
    optional: spec.optional ?? false,
    ...(spec.hint === undefined ? {} : { hint: plainText(spec.hint, 150) }),
  };
}

/** Something to choose; null where its value is no id Slack would carry back. */
export function option(text: string, value: string): PlainTextOption | null {
  const isId = value.trim() !== '' && value.isWellFormed() && value.length <= LIMITS.optionValue;
  if (!isId) return null;
  return { text: plainText(text, LIMITS.optionText), value };
}

/** Up to 100 things to choose, each value once. */
export function options(all: readonly { name: string; id: string }[]): PlainTextOption[] {
  const known = new Map(all.map(({ name, id }) => [id, option(name, id)]));
  return [...known.values()].filter((one) => one !== null).slice(0, LIMITS.options);
}

/** Text to begin a field with: well-formed and clipped, as it was typed otherwise. */
export function prefilled(text: string, max: number): string {
  return clip(text.toWellFormed().replaceAll('\0', '').trim(), max);
}
