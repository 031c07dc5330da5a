import type { Child } from 'hono/jsx';
import type { Permission } from '#core/member/role.ts';
import type { AssetName, AssetPaths } from './assets/assets.ts';
import type { Flash } from './flash.ts';
import { Icon, type IconName } from './parts/icon.tsx';
import { Brand } from './parts/mark.tsx';
import { FlashNotice } from './parts/notice.tsx';
import { Swell } from './parts/swell.tsx';
import { useViewer } from './parts/viewer.tsx';
import { formatNumber } from './parts/words.ts';

/** What waits for somebody, shown beside the links that lead to it. */
export interface Waiting {
  rewards: number;
  held: number;
  matches: number;
  moves: number;
  parked: number;
}

export type Place =
  | 'overview'
  | 'advocates'
  | 'accounts'
  | 'matches'
  | 'moves'
  | 'rewards'
  | 'budgets'
  | 'fraud'
  | 'fulfilment'
  | 'ledger'
  | 'points'
  | 'catalogue'
  | 'rules'
  | 'policy'
  | 'tax'
  | 'models'
  | 'gates'
  | 'connections'
  | 'imports'
  | 'members'
  | 'keys'
  | 'deliveries'
  | 'audit'
  | 'elsewhere';

interface Destination {
  place: Place;
  path: string;
  label: string;
  icon: IconName;
  waiting?: keyof Waiting;
  /** What its page asks for beyond looking. */
  needs?: Permission;
}

const PROGRAMME: Destination[] = [
  { place: 'overview', path: '/console', label: 'Overview', icon: 'overview' },
  { place: 'advocates', path: '/console/advocates', label: 'Advocates', icon: 'people' },
  { place: 'accounts', path: '/console/accounts', label: 'Accounts', icon: 'company' },
  { place: 'matches', path: '/console/matches', label: 'Matches', icon: 'matches', waiting: 'matches' },
  { place: 'moves', path: '/console/moves', label: 'Job changes', icon: 'moves', waiting: 'moves' },
  { place: 'rewards', path: '/console/rewards', label: 'Rewards', icon: 'reward', waiting: 'rewards' },
  { place: 'fraud', path: '/console/fraud', label: 'Held rewards', icon: 'alert', waiting: 'held' },
  { place: 'catalogue', path: '/console/catalogue', label: 'Catalogue', icon: 'catalogue' },
  { place: 'points', path: '/console/points', label: 'Points', icon: 'points' },
  { place: 'fulfilment', path: '/console/fulfilment', label: 'Fulfilment', icon: 'deliveries' },
  { place: 'budgets', path: '/console/budgets', label: 'Budgets', icon: 'budget' },
  { place: 'ledger', path: '/console/ledger', label: 'Ledger', icon: 'ledger' },
  { place: 'tax', path: '/console/tax', label: 'Tax register', icon: 'tax', needs: 'manage_money' },
];

const SYSTEM: Destination[] = [
  { place: 'models', path: '/console/models', label: 'Score model', icon: 'sliders' },
  { place: 'rules', path: '/console/rules', label: 'Reward rules', icon: 'rules' },
  { place: 'policy', path: '/console/policy', label: 'Approval policy', icon: 'policy' },
  { place: 'gates', path: '/console/gates', label: 'Never asked', icon: 'gate' },
  { place: 'connections', path: '/console/connections', label: 'Connections', icon: 'connections' },
  { place: 'members', path: '/console/members', label: 'People and roles', icon: 'badge' },
  { place: 'keys', path: '/console/keys', label: 'API keys', icon: 'key', needs: 'manage_members' },
  { place: 'imports', path: '/console/imports', label: 'Imports', icon: 'import' },
  {
    place: 'deliveries',
    path: '/console/deliveries',
    label: 'Deliveries',
    icon: 'deliveries',
    waiting: 'parked',
  },
  { place: 'audit', path: '/console/audit', label: 'Audit trail', icon: 'audit' },
];

interface DocumentProps {
  title: string;
  assets: AssetPaths;
  /** Whether something on the page is kept up to date by our script. */
  live: boolean;
  /** A script of the page's own. */
  script?: AssetName | undefined;
  children: Child;
}

/** The HTML around everything. */
export function Document({ title, assets, live, script, children }: DocumentProps) {
  return (
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <meta name="robots" content="noindex" />
        <title>{`${title} · Groundswell`}</title>
        <link rel="icon" href={assets['icon.svg']} type="image/svg+xml" />
        <link rel="stylesheet" href={assets['style.css']} />
        {live ? <script type="module" src={assets['progress.js']}></script> : null}
        {script === undefined ? null : <script type="module" src={assets[script]}></script>}
      </head>
      <body>{children}</body>
    </html>
  );
}

interface FrameProps {
  here: Place;
  waiting: Waiting;
  flash: Flash | null;
  children: Child;
}

/** The frame of every page behind the sign-in: brand, ways to go, and the page itself. */
export function Frame({ here, waiting, flash, children }: FrameProps) {
  return (
    <>
      <a class="skip" href="#content">
        Skip to content
      </a>
      <div class="frame">
        <header class="side">
          <a class="home" href="/console" aria-label="Groundswell, overview">
            <Brand />
          </a>
          <button class="menu-button" type="button" popovertarget="menu">
            <Icon name="menu" />
            Menu
          </button>
          <div class="menu" id="menu" popover="auto">
            <nav aria-label="Main">
              <Destinations title="Programme" of={PROGRAMME} here={here} waiting={waiting} />
              <Destinations title="System" of={SYSTEM} here={here} waiting={waiting} />
            </nav>
            <form class="sign-out" method="post" action="/console/sign-out">
              <SignedIn />
              <button class="button button-bare" type="submit">
                Sign out
              </button>
            </form>
          </div>
          <Swell />
        </header>
        <main id="content" tabindex={-1}>
          <FlashNotice flash={flash} />
          {children}
        </main>
      </div>
    </>
  );
}

/** As whom one is here. */
function SignedIn() {
  return (
    <p class="signed-in">
      <bdi>{useViewer().name}</bdi>
    </p>
  );
}

function Destinations(props: { title: string; of: Destination[]; here: Place; waiting: Waiting }) {
  const { title, here, waiting } = props;
  const { permissions } = useViewer();
  const of = props.of.filter(({ needs = 'view' }) => permissions.includes(needs));
  return (
    <>
      <p class="menu-title" id={`menu-${title}`}>
        {title}
      </p>
      <ul aria-labelledby={`menu-${title}`}>
        {of.map((to) => {
          const n = to.waiting === undefined ? 0 : waiting[to.waiting];
          return (
            <li>
              <a href={to.path} aria-current={to.place === here ? 'page' : undefined}>
                <Icon name={to.icon} />
                <span>{to.label}</span>
                {n === 0 ? null : (
                  <span class="menu-count">
                    {formatNumber(n)}
                    <span class="visually-hidden"> waiting</span>
                  </span>
                )}
              </a>
            </li>
          );
        })}
      </ul>
    </>
  );
}
