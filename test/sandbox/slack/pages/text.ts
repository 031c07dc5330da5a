import type { Json } from '../json.ts';
import { objectIn, textIn } from '../json.ts';
import { renderMrkdwn, renderPlain, type Names } from '../mrkdwn/render.ts';
import { html, type Markup } from './html.ts';

/** A text object as HTML, whichever of the two kinds it is. */
export function renderText(text: Json, names: Names): Markup {
  return text['type'] === 'mrkdwn'
    ? renderMrkdwn(textIn(text, 'text'), names)
    : renderPlain(textIn(text, 'text'));
}

/** The text object in a field as HTML; nothing where there is none. */
export function textField(source: Json, key: string, names: Names): Markup {
  const text = objectIn(source, key);
  return text === null ? html`` : renderText(text, names);
}
