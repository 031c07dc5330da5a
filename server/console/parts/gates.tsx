import type { Readiness } from '#core/card/card.ts';
import { Badge } from './badge.tsx';
import { Icon } from './icon.tsx';

/** Whether somebody may be asked now, in a word or in how many gates are open. */
export function ReadinessBadge({ readiness: { closed, open, total } }: { readiness: Readiness }) {
  return (
    <Badge tone={closed.length === 0 ? 'good' : 'warm'}>
      {closed.length === 0 ? 'Ready' : `${open} of ${total} gates open`}
    </Badge>
  );
}

/** Every gate: the closed ones with what closes and what opens each, then those that are open. */
export function Gates({ readiness, last = false }: { readiness: Readiness; last?: boolean }) {
  return (
    <ul class={last ? 'gates gates-last' : 'gates'} aria-label="Gates">
      {readiness.closed.map(({ name, message, clears }) => (
        <li class="gate-closed">
          <Icon name="gate" />
          <div>
            <strong>{name}</strong> <span class="visually-hidden">(closed)</span>
            <p>{message}</p>
            <p class="under">{clears}</p>
          </div>
        </li>
      ))}
      {readiness.passed.map(({ name }) => (
        <li class="gate-open">
          <Icon name="check" />
          <span>
            {name} <span class="visually-hidden">(open)</span>
          </span>
        </li>
      ))}
    </ul>
  );
}
