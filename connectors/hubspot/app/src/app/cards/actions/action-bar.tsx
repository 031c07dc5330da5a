/** @jsxImportSource react */
import { Button, Flex } from '@hubspot/ui-extensions';
import type { CardActions, CardPerson } from '../card-contract.ts';
import { LogAct } from './log-act.tsx';
import { LogAsk } from './log-ask.tsx';
import { Nominate } from './nominate.tsx';
import { SuggestReward } from './suggest-reward.tsx';
import type { ActionProps } from './use-action.ts';

type ActionBarProps = ActionProps & { person: CardPerson; actions: CardActions };

/** What a rep can do about a person; what fits best stands out. */
export function ActionBar({ person, actions, ...props }: ActionBarProps) {
  const { name, status, readiness } = person;
  const isReady = readiness.closed.length === 0 && status !== 'none' && status !== 'do_not_ask';
  const { acts, asks, currencies } = actions;
  const shared = { ...props, name };
  return (
    <Flex direction="row" gap="xs" wrap>
      {asks.length > 0 && (
        <Button
          size="sm"
          variant={isReady ? 'primary' : 'secondary'}
          overlay={<LogAsk {...props} person={person} asks={asks} />}
        >
          Log an ask
        </Button>
      )}
      {acts.length > 0 && (
        <Button size="sm" overlay={<LogAct {...shared} acts={acts} />}>
          Log an act
        </Button>
      )}
      <Button
        size="sm"
        variant={status === 'none' ? 'primary' : 'secondary'}
        overlay={<Nominate {...shared} />}
      >
        Nominate
      </Button>
      {currencies.length > 0 && (
        <Button size="sm" overlay={<SuggestReward {...shared} currencies={currencies} />}>
          Suggest a reward
        </Button>
      )}
    </Flex>
  );
}
