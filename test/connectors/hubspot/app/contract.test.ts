import { expectTypeOf, test } from 'vitest';
import type * as wire from '#connectors/hubspot/app/src/app/cards/card-contract.ts';
import type * as core from '#core/card/card.ts';

// Checked by the compiler: the card's own copy of the wire may not drift from the core's.
test('the card and the core mean the same JSON', () => {
  expectTypeOf<wire.Card>().toEqualTypeOf<core.Card>();
  expectTypeOf<core.Card>().toExtend<wire.Card>();
  expectTypeOf<wire.Card>().toExtend<core.Card>();
  expectTypeOf<wire.CardActionAnswer>().toEqualTypeOf<core.CardActionAnswer>();
  expectTypeOf<wire.CardActionName>().toEqualTypeOf<core.CardActionName>();
});

test('the card sends the bodies the core reads', () => {
  expectTypeOf<wire.CardActionBodies['nominate']>().toExtend<core.NominateAction>();
  expectTypeOf<core.NominateAction>().toExtend<wire.CardActionBodies['nominate']>();
  expectTypeOf<wire.CardActionBodies['log-act']>().toExtend<core.LogActAction>();
  expectTypeOf<core.LogActAction>().toExtend<wire.CardActionBodies['log-act']>();
  expectTypeOf<wire.CardActionBodies['log-ask']>().toExtend<core.LogAskAction>();
  expectTypeOf<core.LogAskAction>().toExtend<wire.CardActionBodies['log-ask']>();
  expectTypeOf<wire.CardActionBodies['suggest-reward']>().toExtend<core.SuggestRewardAction>();
  expectTypeOf<core.SuggestRewardAction>().toExtend<wire.CardActionBodies['suggest-reward']>();
});
