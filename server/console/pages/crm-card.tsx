import { ConnectionBadge } from '#server/console/parts/badge.tsx';
import { CONNECT_HREF } from '#server/console/parts/connect-href.ts';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { isReading, SyncProgress } from '#server/console/parts/sync-progress.tsx';
import { When } from '#server/console/parts/when.tsx';
import { counted, formatNumber, LEAVING, VENDOR_WORDS } from '#server/console/parts/words.ts';
import type { Account } from './connections.tsx';
import { Disconnect } from './disconnect.tsx';
import { Health } from './health.tsx';
import { May } from '#server/console/parts/viewer.tsx';

/** A connected CRM: how far it is read, what is wrong, what can be done. */
export function CrmCard({ account, now }: { account: Account; now: number }) {
  const { id, vendor, name, state, problem, ownedNames } = account;
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
      <Facts account={account} now={now} />
      <Health account={account} />
      <May any={['configure']}>
        <div class="actions">
          {state === 'revoked' ? (
            <a class="button button-main" href={CONNECT_HREF[vendor]}>
              Connect again
            </a>
          ) : (
            <SyncForms id={id} canRestart={!isReading(account)} />
          )}
          {vendor === 'salesforce' ? (
            <a class="button" href={`/console/salesforce/${id}`}>
              Set up Salesforce
            </a>
          ) : null}
          <Disconnect
            id={id}
            name={vendorName}
            keeps="People, scores and rewards stay; nothing more is read or written."
            leaving={{ words: LEAVING[vendor], names: ownedNames }}
          />
        </div>
      </May>
    </section>
  );
}

function Facts({ account, now }: { account: Account; now: number }) {
  const { progress, finishedAt, lastPollAt, usage, failingSince } = account;
  return (
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
      {failingSince === null ? null : (
        <div>
          <dt>Not working since</dt>
          <dd>
            <When at={failingSince} now={now} />
          </dd>
        </div>
      )}
      <div>
        <dt>Write-back</dt>
        <dd>
          <WriteBack account={account} />
        </dd>
      </div>
      {usage === null ? null : (
        <div>
          <dt>API calls, 24 hours</dt>
          <dd>{`${formatNumber(usage.used)} of ${formatNumber(usage.limit)}`}</dd>
        </div>
      )}
    </dl>
  );
}

function WriteBack({ account: { id, writeBack, heldFlags } }: { account: Account }) {
  const href = `/console/connections/${id}/write-back`;
  if (writeBack === 'on') return <a href={href}>On</a>;
  const waits = counted(heldFlags, 'record waits', 'records wait');
  return (
    <>
      <a href={href}>In review</a>, {waits}
    </>
  );
}

function SyncForms({ id, canRestart }: { id: string; canRestart: boolean }) {
  const action = `/console/connections/${id}/sync`;
  return (
    <>
      <May any={['configure']}>
        <form method="post" action={action}>
          <button class="button" type="submit">
            Look for changes now
          </button>
        </form>
      </May>
      {canRestart ? (
        <May any={['configure']}>
          <form method="post" action={action}>
            <input type="hidden" name="full" value="yes" />
            <button class="button" type="submit">
              Read everything again
            </button>
          </form>
        </May>
      ) : null}
    </>
  );
}
