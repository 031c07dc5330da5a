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

  rewardSubject(...asked: Parameters<SlackDesk['rewardSubject']>): ReturnType<SlackDesk['rewardSubject']> {
    return this.#desk.rewardSubject(...asked);
  }

  revisionForm(...asked: Parameters<SlackDesk['revisionForm']>): ReturnType<SlackDesk['revisionForm']> {
    return this.#desk.revisionForm(...asked);
  }

  revise(...revision: Parameters<SlackDesk['revise']>): Promise<ReturnType<SlackDesk['revise']>> {
    return this.#commit.run(() => this.#desk.revise(...revision));
  }

  thank(...press: Parameters<SlackDesk['thank']>): Promise<ReturnType<SlackDesk['thank']>> {
    return this.#commit.run(() => this.#desk.thank(...press));
  }

  snooze(...press: Parameters<SlackDesk['snooze']>): Promise<ReturnType<SlackDesk['snooze']>> {
    return this.#commit.run(() => this.#desk.snooze(...press));
  }

  setDelegate(...wish: Parameters<SlackDesk['setDelegate']>): Promise<ReturnType<SlackDesk['setDelegate']>> {
    return this.#commit.run(() => this.#desk.setDelegate(...wish));
  }

  clearDelegate(
    ...wish: Parameters<SlackDesk['clearDelegate']>
  ): Promise<ReturnType<SlackDesk['clearDelegate']>> {
    return this.#commit.run(() => this.#desk.clearDelegate(...wish));
  }

  setDigest(...wish: Parameters<SlackDesk['setDigest']>): Promise<ReturnType<SlackDesk['setDigest']>> {
    return this.#commit.run(() => this.#desk.setDigest(...wish));
  }

  propose(...draft: Parameters<SlackDesk['propose']>): Promise<ReturnType<SlackDesk['propose']>> {
    return this.#commit.run(() => this.#desk.propose(...draft));
  }

  rewards(...who: Parameters<SlackDesk['rewards']>): ReturnType<SlackDesk['rewards']> {
    return this.#desk.rewards(...who);
  }

  home(...who: Parameters<SlackDesk['home']>): ReturnType<SlackDesk['home']> {
    return this.#desk.home(...who);
  }

  proposeForm(...who: Parameters<SlackDesk['proposeForm']>): ReturnType<SlackDesk['proposeForm']> {
    return this.#desk.proposeForm(...who);
  }

  findPeople(...query: Parameters<SlackDesk['findPeople']>): ReturnType<SlackDesk['findPeople']> {
    return this.#desk.findPeople(...query);
  }

  topAdvocates(query: string): ReturnType<SlackDesk['topAdvocates']> {
    return this.#desk.topAdvocates(query);
  }
}
