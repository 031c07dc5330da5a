import { isObject, objectsIn, type Json } from '../json.ts';
import { LIMITS } from './limits.ts';
import { checkBlocks } from './message.ts';
import { checkText } from './objects.ts';
import { Place, type Flaw } from './place.ts';

const MODAL = ['title', 'submit', 'close', 'clear_on_close', 'notify_on_close', 'submit_disabled'];
const ANY = ['type', 'blocks', 'private_metadata', 'callback_id', 'external_id'];

/** Every flaw in a modal or home view, with the JSON pointer of each. */
export function checkView(view: unknown, newBlocks: boolean): Flaw[] {
  const place = new Place('/view');
  if (!isObject(view)) {
    place.flaw('must be an object');
    return place.flaws;
  }
  const modal = view['type'] === 'modal';
  if (!modal && view['type'] !== 'home') place.at('type').flaw('must be one of modal, home');
  place.onlyKnows(view, modal ? [...ANY, ...MODAL] : ANY);
  if (modal) checkModal(view, place);
  place.string(view, 'private_metadata', { max: LIMITS.privateMetadata, min: 0, optional: true });
  place.string(view, 'callback_id', { max: LIMITS.callbackId, min: 0, optional: true });
  place.string(view, 'external_id', { max: LIMITS.callbackId, min: 0, optional: true });
  if (view['blocks'] === undefined) place.flaw('missing required field: blocks');
  else
    place.flaws.push(
      ...checkBlocks(view['blocks'], '/view/blocks', { surface: modal ? 'modal' : 'home', newBlocks }),
    );
  return place.flaws;
}

function checkModal(view: Json, place: Place): void {
  place.object(view, 'title', true, checkText(LIMITS.viewTitle, true));
  place.object(view, 'submit', false, checkText(LIMITS.viewTitle, true));
  place.object(view, 'close', false, checkText(LIMITS.viewTitle, true));
  const asks = objectsIn(view, 'blocks').some((block) => block['type'] === 'input');
  if (asks && view['submit'] === undefined) {
    place.flaw('missing required field: submit (a view with input blocks needs it)');
  }
}
