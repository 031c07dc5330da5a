import type { Problem } from '#core/problem.ts';
import type { Load, Simulation } from '#core/policy/simulate.ts';
import { Bar } from '#server/console/parts/bars.tsx';
import { Becomes } from '#server/console/parts/before-after.tsx';
import { Money, moneyText } from '#server/console/parts/money.tsx';
import { ProblemNotice } from '#server/console/parts/notice.tsx';
import { counted, formatNumber } from '#server/console/parts/words.ts';
import { formatDay } from '#server/console/parts/ago.ts';
import { AutomaticNotice } from './automatic.tsx';
import { chainWords } from './words.ts';

/** The spans of days a policy can be tried on. */
export const SPANS = [30, 90, 365] as const;

/** What a typed policy would have done to the rewards of the last days, or why that cannot be told. */
export type Tried =
  | {
      ok: true;
      value: Simulation;
      days: number;
      names: ReadonlyMap<string, { name: string }>;
      automatic: boolean;
    }
  | { ok: false; problem: Problem };

/** How many of those that would have gone another way are shown at once. */
const SHOWN = 8;

/** What the policy would have done; the script of the editor puts it in its place. */
export function PreviewResult({ tried }: { tried: Tried }) {
  if (!tried.ok) {
    const { message, remedy, field } = tried.problem;
    return (
      <div data-fault={field ?? ''}>
        <p class="visually-hidden" data-said>{`No preview: ${message} ${remedy}`}</p>
        <ProblemNotice problem={tried.problem} />
      </div>
    );
  }
  const { value, days, automatic } = tried;
  return (
    <div class="stack-tight">
      {automatic ? <AutomaticNotice /> : null}
      <p class="preview-said" data-said>
        {saidOf(value, days)}
      </p>
      {value.rewards === 0 ? (
        <p class="quiet">Try a longer time, or look again once rewards were proposed.</p>
      ) : (
        <>
          <Loads simulation={value} />
          <Changed tried={tried} />
        </>
      )}
    </div>
  );
}

/** What became of all of them, in numbers that add up, and of the money nobody looked at. */
export function saidOf(simulation: Simulation, days: number): string {
  const { rewards, firsts, held, same, before, after } = simulation;
  if (rewards === 0) return `No reward was proposed in the last ${days} days.`;
  // Not all that changed are named.
  const changed = rewards - firsts - held - same;
  const of = `Of ${counted(rewards, 'reward', 'rewards')} of the last ${days} days,`;
  const decisions = `${counted(after.decisions, 'decision', 'decisions')} by people instead of ${formatNumber(before.decisions)}`;
  return [
    changed === 0
      ? `${of} none would have gone another way.`
      : `${of} ${formatNumber(changed)} would have gone another way: ${decisions}.`,
    ...(firsts === 0 ? [] : [firstsWords(firsts)]),
    ...(held === 0 ? [] : [heldWords(held)]),
    ...(same === 0 ? [] : [`${formatNumber(same)} would have needed the same people as then.`]),
    `Without a person, ${passedWords(before)} approved then, and ${passedWords(after)} under this policy.`,
  ].join(' ');
}

/** Why automatic approval does not reach some: a person looks at everybody's first reward, whatever the policy says. */
function firstsWords(firsts: number): string {
  const what = firsts === 1 ? 'it is somebody’s first reward' : 'each is somebody’s first reward';
  return `${formatNumber(firsts)} could not, because ${what}, and a person always looks at those.`;
}

function heldWords(held: number): string {
  const what =
    held === 1 ? 'it was held or its budget was short' : 'they were held or their budgets were short';
  return `${formatNumber(held)} could not, because ${what}.`;
}

/** `no money was`, `$50.00 was`, `€20.00 and $50.00 were`. */
function passedWords({ automaticAmount }: Load): string {
  const sums = Object.entries(automaticAmount)
    .filter(([, amount]) => amount > 0)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([currency, amount]) => moneyText(amount, currency));
  const last = sums.at(-1);
  if (last === undefined) return 'no money was';
  return sums.length === 1 ? `${last} was` : `${sums.slice(0, -1).join(', ')} and ${last} were`;
}

const COUNTS = [
  ['automatic', 'Without a person'],
  ['one', 'One approver'],
  ['two', 'Two approvers'],
  ['finance', 'Finance too'],
] as const;

function Loads({ simulation: { rewards, before, after } }: { simulation: Simulation }) {
  const decisions = Math.max(1, before.decisions, after.decisions);
  const currencies = [
    ...new Set([...Object.keys(before.automaticAmount), ...Object.keys(after.automaticAmount)]),
  ].toSorted();
  return (
    <table class="policy-loads">
      <caption class="visually-hidden">Rewards as they were decided, and as this policy would have</caption>
      <thead>
        <tr>
          <td></td>
          <th scope="col">Then</th>
          <th scope="col">Under this</th>
        </tr>
      </thead>
      <tbody>
        {COUNTS.map(([key, label]) => (
          <tr>
            <th scope="row">{label}</th>
            {[before, after].map((load) => (
              <td>
                {formatNumber(load[key])}
                <Bar percent={(100 * load[key]) / rewards} tone={load === before ? 'quiet' : 'sea'} />
              </td>
            ))}
          </tr>
        ))}
        <tr>
          <th scope="row">Decisions people give</th>
          {[before, after].map((load) => (
            <td>
              {formatNumber(load.decisions)}
              <Bar percent={(100 * load.decisions) / decisions} tone={load === before ? 'quiet' : 'sea'} />
            </td>
          ))}
        </tr>
        {currencies.map((currency) => (
          <AutomaticMoney currency={currency} before={before} after={after} />
        ))}
      </tbody>
    </table>
  );
}

function AutomaticMoney({ currency, before, after }: { currency: string; before: Load; after: Load }) {
  const of = (load: Load) => load.automaticAmount[currency] ?? 0;
  const most = Math.max(1, of(before), of(after));
  return (
    <tr>
      <th scope="row">{currency} without a person</th>
      {[before, after].map((load) => (
        <td>
          <Money amount={of(load)} currency={currency} />
          <Bar percent={(100 * of(load)) / most} tone={load === before ? 'quiet' : 'sea'} />
        </td>
      ))}
    </tr>
  );
}

function Changed({ tried }: { tried: Extract<Tried, { ok: true }> }) {
  const { changed } = tried.value;
  if (changed.length === 0) return null;
  const rest = changed.slice(SHOWN);
  return (
    <div>
      <h3>Would have gone another way</h3>
      <ChangedList changed={changed.slice(0, SHOWN)} names={tried.names} />
      {rest.length === 0 ? null : (
        <details class="more">
          <summary>{counted(rest.length, 'more', 'more')}</summary>
          <ChangedList changed={rest} names={tried.names} />
        </details>
      )}
    </div>
  );
}

type ChangedProps = { changed: Simulation['changed']; names: ReadonlyMap<string, { name: string }> };

function ChangedList({ changed, names }: ChangedProps) {
  return (
    <ul class="policy-changed">
      {changed.map(({ reward, before, after, because }) => (
        <li>
          <p>
            <a href={`/console/rewards/${encodeURIComponent(reward.id)}`}>
              {moneyText(reward.amount, reward.currency)}
              <span class="visually-hidden"> {reward.id}</span>
            </a>{' '}
            <a class="policy-who" href={`/console/advocates/${encodeURIComponent(reward.personId)}`}>
              <bdi>{names.get(reward.personId)?.name ?? 'somebody'}</bdi>
            </a>{' '}
            <span class="quiet">{formatDay(reward.createdAt)}</span>
          </p>
          <p>
            <span class="quiet">{chainWords(before)}</span> <Becomes /> <strong>{chainWords(after)}</strong>
            <span class="under">
              <bdi>{because}</bdi>
            </span>
          </p>
        </li>
      ))}
    </ul>
  );
}
