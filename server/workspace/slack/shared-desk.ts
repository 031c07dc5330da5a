import { RpcTarget } from 'cloudflare:workers';
import type { GroupCommit } from './group-commit.ts';
import type { SlackDesk } from './desk.ts';

/** The Slack desk as requests reach it: presses come in bursts, and a burst shares its commit. */
export class SharedDesk extends RpcTarget {
  #desk: SlackDesk;
  #commit: GroupCommit;

  constructor(desk: SlackDesk, commit: GroupCommit) {
    super();
    this.#desk = desk;
    this.#commit = commit;
  }

  decide(...press: Parameters<SlackDesk['decide']>): Promise<ReturnType<SlackDesk['decide']>> {
    return this.#commit.run(() => this.#desk.decide(...press));
  }

  thank(...press: Parameters<SlackDesk['thank']>): Promise<ReturnType<SlackDesk['thank']>> {
    return this.#commit.run(() => this.#desk.thank(...press));
  }

  snooze(...press: Parameters<SlackDesk['snooze']>): Promise<ReturnType<SlackDesk['snooze']>> {
    return this.#commit.run(() => this.#desk.snooze(...press));
  }

  topAdvocates(query: string): ReturnType<SlackDesk['topAdvocates']> {
    return this.#desk.topAdvocates(query);
  }
}
