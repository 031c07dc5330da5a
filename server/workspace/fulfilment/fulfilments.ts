import { RpcTarget } from 'cloudflare:workers';
import { ok, type Result } from '#core/problem.ts';
import type { Config } from '#server/config.ts';
import type { Secrets } from '#server/connection/secrets.ts';
import { isProvider, type ProviderName } from '#server/fulfilment/provider.ts';
import { editionsOf, secretField } from './settings.ts';
import type { Doors } from '#server/workspace/outbox/doors.ts';
import { noteRefused } from '#server/workspace/refusals.ts';
import type { Store } from '#server/workspace/store.ts';
import { orderAgain, type Again } from './again.ts';
import { choices, type Choice } from './choice.ts';
import { settleDoubt } from './doubts.ts';
import { hearCallback, hearTremendous, type Signed, type SigningKey } from './events.ts';
import { markSent, type Handover } from './handover.ts';
import {
  chooseProviders,
  providerViews,
  saveProvider,
  type NewSettings,
  type ProviderView,
} from './providers.ts';
import { reconcileWith, type Reconciliation, type ReconciliationRequest } from './reconciliation.ts';
import { markReminded } from './reminders.ts';
import { findFulfilment, type Fulfilment } from './rows.ts';
import { viewOf, waitingForPeople, type FulfilmentView, type WaitingOrder } from './views.ts';
import { makeVoid, type Voiding } from './voiding.ts';

/** What fulfilment stands on besides the store. */
export interface Ways {
  doors: Doors;
  secrets: Secrets;
  config: Config;
}

/** How approved rewards reach their people: who fulfils them, how far each is, and what a person must do. */
export class Fulfilments extends RpcTarget {
  #store: Store;
  #ways: Ways;

  constructor(store: Store, ways: Ways) {
    super();
    this.#store = store;
    this.#ways = ways;
  }

  /** How a reward is fulfilled; `not_found` while nothing was ordered for it. */
  get(rewardId: string): Result<FulfilmentView> {
    const found = findFulfilment(this.#store, rewardId);
    return found.ok ? ok(viewOf(this.#store, found.value)) : found;
  }

  /** What waits for a person, what changed last first. */
  waiting(limit: number): WaitingOrder[] {
    return waitingForPeople(this.#store, limit);
  }

  /** See `markSent`. */
  markSent(rewardId: string, handover: Handover): Result<FulfilmentView> {
    return this.#view(markSent(this.#store, rewardId, handover));
  }

  /** See `markReminded`. */
  markReminded(rewardId: string, by: string): Result<FulfilmentView> {
    return this.#view(markReminded(this.#store, rewardId, by));
  }

  /** See `orderAgain`. */
  retry(rewardId: string, again: Again): Result<FulfilmentView> {
    return this.#view(orderAgain(this.#store, rewardId, again, this.#ways.doors.usualProvider));
  }

  /** See `settleDoubt`. */
  settleDoubt(rewardId: string, handover: Handover): Result<FulfilmentView> {
    return this.#view(settleDoubt(this.#store, rewardId, handover));
  }

  /** See `makeVoid`. */
  async cancel(rewardId: string, voiding: Voiding): Promise<Result<FulfilmentView>> {
    return this.#view(await makeVoid(this.#store, this.#ways.doors, rewardId, voiding));
  }

  /** Every provider as it is set up, and who fulfils what; `usual` is who does where nothing was chosen. */
  providers(): { providers: ProviderView[]; choices: Choice[]; usual: ProviderName } {
    const { secrets, config, doors } = this.#ways;
    return {
      providers: providerViews(this.#store, secrets, config),
      choices: choices(this.#store),
      usual: doors.usualProvider,
    };
  }

  /** See `saveProvider`. */
  async saveProvider(name: string, given: NewSettings): Promise<Result<null>> {
    const { secrets, config } = this.#ways;
    const asked = { by: given.by, action: 'fulfilment.provider', subject: `provider:${name.slice(0, 40)}` };
    return noteRefused(this.#store, asked, await saveProvider(this.#store, secrets, config, name, given));
  }

  /** See `chooseProviders`. */
  choose(chosen: readonly Choice[], by: string): Result<Choice[]> {
    return chooseProviders(this.#store, chosen, by);
  }

  /** Asks a provider whether it would take orders; gives what it says of itself. */
  async test(name: string): Promise<Result<string>> {
    const door = await this.#ways.doors.provider(isProvider(name) ? name : 'manual', null);
    const answer = door.ok ? await door.value.test() : door;
    return answer.ok ? ok(answer.value) : { ok: false, problem: answer.problem };
  }

  /** Compares the books with a provider's. See `reconcileWith`. */
  reconcile(request: ReconciliationRequest): Promise<Result<Reconciliation>> {
    return reconcileWith(this.#store, this.#ways.doors, request);
  }

  /** See `hearTremendous`. */
  async hearTremendous(signed: Signed): Promise<Result<null>> {
    return hearTremendous(this.#store, signed, await this.#keys('tremendous', 'webhookKey'));
  }

  /** See `hearCallback`; it is signed with the secret orders are signed with. */
  async hearCallback(signed: Signed): Promise<Result<null>> {
    return hearCallback(this.#store, signed, await this.#keys('webhook', 'secret'));
  }

  /** What each address of a provider signs with: orders of an earlier one are still told of. */
  #keys(name: ProviderName, field: string): Promise<SigningKey[]> {
    const { secrets, config } = this.#ways;
    return Promise.all(
      editionsOf(this.#store, name).map(async ({ number, isFromServer }) => ({
        edition: number,
        secret: isFromServer
          ? (config.PAYOUT_SECRET ?? null)
          : await secrets.open(secretField(name, field, number)),
      })),
    );
  }

  #view(result: Result<Fulfilment>): Result<FulfilmentView> {
    return result.ok ? ok(viewOf(this.#store, result.value)) : result;
  }
}
