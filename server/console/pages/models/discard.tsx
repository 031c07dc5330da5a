import type { ModelVersion } from '#core/score/model-version.ts';
import { May } from '#server/console/parts/viewer.tsx';

/** Asks before a draft is thrown away: what is in it exists nowhere else. */
export function Discard({ of }: { of: ModelVersion }) {
  return (
    <May any={['configure']}>
      <details class="confirm">
        <summary class="button button-quiet button-small">
          Discard<span class="visually-hidden"> draft {of.id}</span>
        </summary>
        <form class="stack-tight" method="post" action={`/console/models/${of.id}/discard`} data-leaves>
          <p>Its numbers are gone for good. Nobody was ever scored by them.</p>
          <button class="button button-bad" type="submit">
            Yes, discard draft {of.id}
          </button>
        </form>
      </details>
    </May>
  );
}
