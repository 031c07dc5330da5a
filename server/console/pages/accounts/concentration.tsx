import { percent } from '#server/console/parts/account-words.ts';
import { counted } from '#server/console/parts/words.ts';
import type { AccountDetail } from '#server/workspace/accounts/accounts.ts';

/** More would be too thin to tell apart; the rest is one part. */
const SHOWN = 4;

/** What hangs on whom: one bar of shares, and the same in words. */
export function Concentration({ account: { concentration, people } }: { account: AccountDetail }) {
  if (concentration === null) return null;
  const names = new Map(people.map(({ id, name }) => [id, name]));
  const rest = concentration.shares.slice(SHOWN);
  const parts = concentration.shares.slice(0, SHOWN).map(({ personId, share }, place) => ({
    name: names.get(personId) ?? '',
    href: `/console/advocates/${personId}`,
    tone: `part-${place + 1}`,
    share,
  }));
  const left = rest.reduce((sum, { share }) => sum + share, 0);
  return (
    <section class="card" aria-labelledby="hangs">
      <h2 id="hangs">What hangs on whom</h2>
      <p>{concentration.words}.</p>
      <Shares parts={parts.map(({ tone, share }) => ({ tone, share }))} />
      <ul class="parts">
        {parts.map(({ name, href, tone, share }) => (
          <li>
            <span class={`dot ${tone}`} aria-hidden="true"></span>
            <a href={href}>
              <bdi>{name}</bdi>
            </a>
            <span class="quiet">{percent(share)}</span>
          </li>
        ))}
        {rest.length === 0 ? null : (
          <li>
            <span class="dot part-rest" aria-hidden="true"></span>
            <span>{counted(rest.length, 'other person', 'other people')}</span>
            <span class="quiet">{percent(left)}</span>
          </li>
        )}
      </ul>
    </section>
  );
}

function Shares({ parts }: { parts: { tone: string; share: number }[] }) {
  let x = 0;
  return (
    <svg class="bar shares-bar parts-bar" aria-hidden="true">
      <rect class="part-rest" width="100%" height="100%" />
      {parts.map(({ tone, share }) => {
        const rect = <rect class={tone} x={`${100 * x}%`} width={`${100 * share}%`} height="100%" />;
        x += share;
        return rect;
      })}
    </svg>
  );
}
