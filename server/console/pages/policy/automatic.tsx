import { Icon } from '#server/console/parts/icon.tsx';
import { AUTOMATIC } from './words.ts';

/** Says what automatic approval does, and what it never does. */
export function AutomaticNotice() {
  return (
    <div class="notice notice-warm policy-automatic">
      <Icon name="alert" />
      <p>
        <strong>Automatic approval is on.</strong> {AUTOMATIC}
      </p>
    </div>
  );
}
