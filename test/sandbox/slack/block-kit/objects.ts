import { isObject, textIn, type Json } from '../json.ts';
import { LIMITS } from './limits.ts';
import type { Place } from './place.ts';

/** Checks a text object of at most `max` characters; `plain` refuses mrkdwn. */
export function checkText(max: number, plain: boolean): (value: Json, place: Place) => void {
  return (value, place) => {
    const type = value['type'];
    if (type !== 'plain_text' && (plain || type !== 'mrkdwn')) {
      place.at('type').flaw(plain ? 'must be plain_text' : 'must be plain_text or mrkdwn');
    }
    place.onlyKnows(value, type === 'mrkdwn' ? ['type', 'text', 'verbatim'] : ['type', 'text', 'emoji']);
    place.string(value, 'text', { max });
  };
}

/** Checks one option of a select, overflow, checkbox or radio group. */
export function checkOption(option: Json, place: Place): void {
  place.onlyKnows(option, ['text', 'value', 'description', 'url']);
  place.object(option, 'text', true, checkText(LIMITS.optionText, false));
  place.string(option, 'value', { max: LIMITS.optionValue });
  place.string(option, 'url', { max: LIMITS.url, optional: true });
  place.object(option, 'description', false, checkText(LIMITS.optionDescription, false));
}

/** Checks the confirmation asked for before an action is sent. */
export function checkConfirm(confirm: Json, place: Place): void {
  place.onlyKnows(confirm, ['title', 'text', 'confirm', 'deny', 'style']);
  place.object(confirm, 'title', true, checkText(LIMITS.confirmTitle, true));
  place.object(confirm, 'text', true, checkText(LIMITS.confirmText, false));
  place.object(confirm, 'confirm', true, checkText(LIMITS.confirmButton, true));
  place.object(confirm, 'deny', true, checkText(LIMITS.confirmButton, true));
  checkStyle(confirm, place);
}

/** Checks a button colour: left out, primary or danger. */
export function checkStyle(source: Json, place: Place): void {
  const style = source['style'];
  if (style !== undefined && style !== 'primary' && style !== 'danger') {
    place.at('style').flaw('must be one of primary, danger');
  }
}

/** Checks the address and alternative text of a picture. */
export function checkImage(image: Json, place: Place): void {
  if (image['slack_file'] === undefined) place.string(image, 'image_url', { max: LIMITS.imageUrl });
  else place.object(image, 'slack_file', true, () => undefined);
  place.string(image, 'alt_text', { max: LIMITS.altText });
  const url = textIn(image, 'image_url');
  if (url !== '' && !/^https?:\/\//u.test(url)) place.at('image_url').flaw('must be a valid URL');
}

/** Checks what a select starts with: it must be one of its own options. */
export function checkInitial(element: Json, key: string, options: readonly Json[], place: Place): void {
  const chosen = element[key];
  if (chosen === undefined) return;
  const values = options.map((option) => textIn(option, 'value'));
  const picked = Array.isArray(chosen) ? chosen : [chosen];
  if (!picked.every((one) => isObject(one) && values.includes(textIn(one, 'value')))) {
    place.at(key).flaw('must exactly match one of the provided options');
  }
}
