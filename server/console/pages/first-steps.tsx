import type { Child } from 'hono/jsx';
import { CRM_VENDORS } from '#core/crm/crm.ts';
import { CONNECT_HREF } from '#server/console/parts/connect-href.ts';
import { Icon } from '#server/console/parts/icon.tsx';
import { VENDOR_WORDS } from '#server/console/parts/words.ts';
import type { OverviewData } from './overview.tsx';

interface Step {
  done: boolean;
  title: string;
  text: string;
  action: Child;
}

/** What is left to do before the programme runs by itself; nothing once it does. */
export function FirstSteps({ data }: { data: OverviewData }) {
  const steps = stepsOf(data);
  const open = steps.filter((step) => !step.done).length;
  if (open === 0) return null;
  return (
    <section class="card steps" aria-labelledby="steps">
      <h2 id="steps">{open === steps.length ? 'Three steps to your first advocates' : 'Still to do'}</h2>
      <ol>
        {steps.map(({ done, title, text, action }) => (
          <li class={done ? 'done' : undefined}>
            <span class="step-mark">{done ? <Icon name="check" /> : null}</span>
            <div>
              <h3>
                {title}
                {done ? <span class="visually-hidden"> (done)</span> : null}
              </h3>
              <p class="quiet">{text}</p>
            </div>
            {done ? null : action}
          </li>
        ))}
      </ol>
    </section>
  );
}

function stepsOf({ connections, budget }: OverviewData): Step[] {
  const has = (vendor: string) => connections.some((connection) => connection.vendor === vendor);
  return [
    {
      done: CRM_VENDORS.some(has),
      title: 'Connect your CRM',
      text: 'Your contacts are read and scored; the score goes back onto the record, where your colleagues look.',
      action: (
        <div class="actions">
          {CRM_VENDORS.map((vendor) => (
            <a class="button button-main" href={CONNECT_HREF[vendor]}>
              Connect {VENDOR_WORDS[vendor]}
            </a>
          ))}
        </div>
      ),
    },
    {
      done: has('slack'),
      title: 'Connect Slack',
      text: 'Your team hears of new advocates, and managers decide rewards where they already are.',
      action: (
        <a class="button button-main" href={CONNECT_HREF.slack}>
          Connect Slack
        </a>
      ),
    },
    {
      done: budget.length > 0,
      title: 'Set a budget',
      text: 'Rewards then never promise more than you have set aside.',
      action: (
        <a class="button" href="/console/budgets">
          Set a budget
        </a>
      ),
    },
  ];
}
