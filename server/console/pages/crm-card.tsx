import { ConnectionBadge } from '#server/console/parts/badge.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { isReading, SyncProgress } from '#server/console/parts/sync-progress.tsx';
import { When } from '#server/console/parts/when.tsx';
import { formatNumber, VENDOR_WORDS } from '#server/console/parts/words.ts';
import type { Account } from './connections.tsx';
import { Disconnect } from './disconnect.tsx';
import { Health } from './health.tsx';

/** A connected CRM: how far it is read, what is wrong, what can be done. */
export function CrmCard({ account, now }: { account: Account; now: number }) {
  const { id, vendor, name, state, problem, progress, finishedAt, lastPollAt } = account;
  const vendorName = VENDOR_WORDS[vendor];
  return (
    <section class="card" id={id} aria-labelledby={`${id}-title`}>
      <div class="card-head">
        <h2 id={`${id}-title`}>
          {vendorName} <span class="quiet">{name.replace(vendorName, '').trim()}</span>
        </h2>
        <ConnectionBadge state={state} />
      </div>
      {problem === null ? null : <ProblemNotice problem={problem} />}
      {isReading(account) ? <SyncProgress connection={account} /> : null}
      <dl class="facts">
        <div>
          <dt>Records read</dt>
          <dd>{formatNumber(progress.done)}</dd>
        </div>
        <div>
          <dt>Read in full</dt>
          <dd>{finishedAt === null ? 'Not yet' : <When at={finishedAt} now={now} />}</dd>
        </div>
        <div>
          <dt>Last looked for changes</dt>
          <dd>{lastPollAt === null ? 'Not yet' : <When at={lastPollAt} now={now} />}</dd>
        </div>
      </dl>
      <Health account={account} />
      <div class="actions">
        {state === 'revoked' ? (
          <a class="button button-main" href={`/connect/${vendor}`}>
            Connect again
          </a>
        ) : (
          <SyncForms id={id} canRestart={!isReading(account)} />
        )}
        <Disconnect
          id={id}
          name={vendorName}
          keeps="People, scores and rewards stay; nothing more is read or written."
        />
      </div>
    </section>
  );
}

function SyncForms({ id, canRestart }: { id: string; canRestart: boolean }) {
  const action = `/console/connections/${id}/sync`;
  return (
    <>
      <form method="post" action={action}>
        <button class="button" type="submit">
          Look for changes now
        </button>
      </form>
      {canRestart ? (
        <form method="post" action={action}>
          <input type="hidden" name="full" value="yes" />
          <button class="button" type="submit">
            Read everything again
          </button>
        </form>
      ) : null}
    </>
  );
}
