import type { Problem } from '#core/problem.ts';
import { counted, formatNumber } from '#server/console/parts/words.ts';
import type { Account } from './connections.tsx';
import { May } from '#server/console/parts/viewer.tsx';

const TALLIES: Record<string, string> = {
  received: 'Received',
  applied: 'Applied',
  duplicate: 'Seen before',
  ignored: 'Not for us',
};

/** What does not work, and what to do about it. */
export function Health({ account }: { account: Account }) {
  const { id, vendor, mapping, flags, rejected, parkedEvents, webhooks } = account;
  const field = vendor === 'salesforce' ? 'field' : 'property';
  const fields = vendor === 'salesforce' ? 'fields' : 'properties';
  const isWell = flags === null && mapping.length === 0 && rejected.length === 0 && parkedEvents.length === 0;
  const tallies = Object.entries(TALLIES).map(([name, word]) => ({ word, n: webhooks[name] ?? 0 }));
  return (
    <div class="health">
      <h3>Health</h3>
      {isWell ? (
        <p class="well">{`Every mapped ${field} is readable, and no record refused its flag.`}</p>
      ) : null}
      <Troubles
        title="No record can take its flag"
        rows={flags === null ? [] : [{ name: 'Write-back', problem: flags.problem }]}
      />
      <Troubles
        title={counted(mapping.length, `${field} cannot be read`, `${fields} cannot be read`)}
        rows={mapping.map(({ property, problem }) => ({ name: property, problem }))}
      />
      <Troubles
        title={counted(rejected.length, 'record refused its flag', 'records refused their flag')}
        rows={rejected.map(({ recordId, problem }) => ({ name: `Contact ${recordId}`, problem }))}
      />
      <Troubles
        title={counted(parkedEvents.length, 'webhook event is parked', 'webhook events are parked')}
        rows={parkedEvents.map(({ action, recordId, problem }) => ({
          name: `${action} ${recordId}`,
          problem,
        }))}
      />
      {parkedEvents.length === 0 ? null : (
        <May any={['configure']}>
          <form method="post" action={`/console/connections/${id}/replay`}>
            <button class="button" type="submit">
              Try parked events again
            </button>
          </form>
        </May>
      )}
      <h4 id={`${id}-webhooks`}>Webhook events</h4>
      <dl class="tallies" aria-labelledby={`${id}-webhooks`}>
        {tallies.map(({ word, n }) => (
          <div>
            <dt>{word}</dt>
            <dd>{formatNumber(n)}</dd>
          </div>
        ))}
      </dl>
    </div>
  );
}

function Troubles({ title, rows }: { title: string; rows: { name: string; problem: Problem | null }[] }) {
  if (rows.length === 0) return null;
  return (
    <details class="more" open={rows.length <= 5}>
      <summary>{title}</summary>
      <ul class="troubles">
        {rows.map(({ name, problem }) => (
          <li>
            <bdi class="code">{name}</bdi>
            <p>
              <bdi>{problem?.message ?? 'No reason was kept.'}</bdi>{' '}
              <span class="quiet">{problem?.remedy}</span>
            </p>
          </li>
        ))}
      </ul>
    </details>
  );
}
