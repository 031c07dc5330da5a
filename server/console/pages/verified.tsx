import { counted, formatNumber } from '#server/console/parts/words.ts';
import type { Verification } from '#server/workspace/trail/trail.ts';

/** What a check of the audit trail found: that it is whole, or where it is not. */
export function Verified({ found }: { found: Omit<Verification, 'next'> }) {
  const isWhole = found.broken === null;
  return (
    <section class="card" role="status" aria-labelledby="verified-title">
      <h2 id="verified-title">{isWhole ? 'The trail is whole' : 'The trail was changed'}</h2>
      <p>
        {isWhole
          ? `${counted(found.checked, 'entry is', 'entries are')} what was written, in the order it was written.`
          : `Entry ${found.broken} is not what was written, or an entry before it is gone. The ${formatNumber(found.checked)} before it are as they were.`}
      </p>
      <dl class="facts">
        <div>
          <dt>Erased with a person</dt>
          <dd>{formatNumber(found.erased)}</dd>
        </div>
        <div>
          <dt>From before there was a chain</dt>
          <dd>{formatNumber(found.unchained)}</dd>
        </div>
        <div>
          <dt>Hash of the last entry</dt>
          <dd>
            <bdi class="code">{found.head === '' ? 'none yet' : found.head}</bdi>
          </dd>
        </div>
      </dl>
      <p class="quiet">Keep the hash elsewhere: it proves later that no entry up to here was changed.</p>
    </section>
  );
}
