import type { ModalView } from '@slack/types';

import { input } from '../../blocks/inputs.ts';
import { plainText, section } from '../../blocks/layout.ts';
import { mrkdwn } from '../../blocks/mrkdwn.ts';
import { DELEGATE_BLOCK, DELEGATE_INPUT, HAND_OVER_MODAL, UNTIL_BLOCK, UNTIL_INPUT } from './ids.ts';

/** Asks who decides for somebody, and until which day. */
export function handOverModal(): ModalView {
  return {
    type: 'modal',
    callback_id: HAND_OVER_MODAL,
    title: plainText('Hand over', 24),
    submit: plainText('Hand over', 24),
    close: plainText('Cancel', 24),
    blocks: [
      section(
        mrkdwn`They decide in your place, with what your role may do, and the record says so. Nobody approves their own proposal this way either.`,
      ),
      input({
        blockId: DELEGATE_BLOCK,
        label: 'Who decides for you',
        element: {
          type: 'users_select',
          action_id: DELEGATE_INPUT,
          placeholder: plainText('A colleague', 75),
          focus_on_load: true,
        },
      }),
      input({
        blockId: UNTIL_BLOCK,
        label: 'Last day',
        hint: 'At most 90 days from now. It ends with that day, in your time zone.',
        element: { type: 'datepicker', action_id: UNTIL_INPUT, placeholder: plainText('A day', 75) },
      }),
    ],
  };
}
