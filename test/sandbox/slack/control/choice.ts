import { readEntries } from '../delivery/fields.ts';
import type { Choice } from '../delivery/press.ts';
import { textIn, type Json } from '../json.ts';

/** Reads what goes with a press, as a browser or a test sends it. */
export function readChoice(body: Json): Choice {
  const choice: Choice = { entries: readEntries(body['entries']) };
  const entry = readEntries({ only: { entry: body['entry'] } })['only']?.['entry'];
  if (entry !== undefined) choice.entry = entry;
  if (textIn(body, 'block') !== '') choice.blockId = textIn(body, 'block');
  return choice;
}
