import { RpcTarget } from 'cloudflare:workers';
import PQueue from 'p-queue';
import type { HomeView, ModalView } from '@slack/types';
import { ConnectorError } from '#connectors/shared/connector-error.ts';
import type { SlackMessage } from '#slack-app/blocks/layout.ts';
import type { SlackChannel, SlackClient } from '#slack-app/client.ts';
import type { SlackResult } from '#slack-app/client-problem.ts';
import type { SlackProfile } from '#server/workspace/members/slack-users.ts';
import type { Attempt } from '#server/workspace/outbox/doors.ts';
import { getFact, setFact } from './facts.ts';
import type { Line } from './line.ts';
import { REMOVED } from './link.ts';

/** Slack lets an app post about one message a second in a channel. */
const PACE = 1_050;

/** What is under way in one Slack team. */
export class SlackTraffic {
  /** Messages that wait for their turn, by channel. */
  readonly lanes = new Map<string, PQueue>();
  /** Users Slack is being asked about. */
  readonly asked = new Map<string, Promise<Attempt<SlackProfile | null>>>();
}

/** Everything said in one Slack team, at the pace Slack allows. */
export class Messages extends RpcTarget {
  readonly #line: Line;
  readonly #traffic: SlackTraffic;

  constructor(line: Line, traffic: SlackTraffic) {
    super();
    this.#line = line;
    this.#traffic = traffic;
  }

  async post(
    channel: string,
    message: SlackMessage,
    thread: string | null,
  ): Promise<Attempt<{ channel: string; ts: string }>> {
    return this.#lane(channel).add(async () => {
      const sent = await this.#call((slack) => slack.postMessage(channel, message, thread));
      return sent.ok
        ? { ok: true, value: { channel: sent.value.channelId, ts: sent.value.messageTs } }
        : sent;
    });
  }

  async update(channel: string, ts: string, message: SlackMessage): Promise<Attempt<null>> {
    const sent = await this.#call((slack) =>
      slack.updateMessage({ channelId: channel, messageTs: ts }, message),
    );
    return sent.ok ? { ok: true, value: null } : sent;
  }

  /** The id of the Slack user with this e-mail, or null where the team has none. */
  async findUser(email: string): Promise<Attempt<string | null>> {
    const found = await this.#call((slack) => slack.lookupByEmail(email));
    if (found.ok) return { ok: true, value: found.value.id };
    return found.problem.code === 'not_found' ? { ok: true, value: null } : found;
  }

  /**
   * Who a Slack user is, or null where the team has no such person of its own: apps, guests and who left are none.
   * Whoever asks while Slack is being asked waits for the same answer.
   */
  async user(id: string): Promise<Attempt<SlackProfile | null>> {
    const { asked } = this.#traffic;
    const answer = asked.get(id) ?? this.#askUser(id).finally(() => asked.delete(id));
    asked.set(id, answer);
    return answer;
  }

  async #askUser(id: string): Promise<Attempt<SlackProfile | null>> {
    const found = await this.#call((slack) => slack.userInfo(id));
    if (!found.ok) return found.problem.code === 'not_found' ? { ok: true, value: null } : found;
    const { isBot, isGuest, isGone, name, email, image, timeZone } = found.value;
    return { ok: true, value: isBot || isGuest || isGone ? null : { name, email, image, timeZone } };
  }

  async openModal(triggerId: string, view: ModalView): Promise<Attempt<null>> {
    return this.#call((slack) => slack.openView(triggerId, view));
  }

  /** Shows somebody their home tab. */
  async publishHome(userId: string, view: HomeView): Promise<Attempt<null>> {
    return this.#call((slack) => slack.publishHome(userId, view));
  }

  /** Tells one person something nobody else in the channel sees: where they pressed, if Slack said how. */
  async whisper(
    to: { channel: string; userId: string; responseUrl: string | null },
    text: string,
  ): Promise<Attempt<null>> {
    if (to.responseUrl === null)
      return this.#call((slack) => slack.postEphemeral(to.channel, to.userId, text));
    const { answerPrivately } = await import('#slack-app/response-url.ts');
    const answer = await answerPrivately({
      apiUrl: this.#line.config.SLACK_API_URL,
      fetch: (input, init) => fetch(input, init),
      responseUrl: to.responseUrl,
      text,
    });
    if (answer.ok) return answer;
    // That address serves five answers within half an hour; the channel itself serves longer.
    const { retryAfter, ...problem } = answer.problem;
    if (retryAfter !== null) return { ok: false, problem, retryAfter };
    return this.#call((slack) => slack.postEphemeral(to.channel, to.userId, text));
  }

  /** The team's public channels, by name. */
  async channels(): Promise<Attempt<SlackChannel[]>> {
    const all: SlackChannel[] = [];
    for (let cursor: string | null = null, page = 0; page < 20; page += 1) {
      const answer: Attempt<{ channels: SlackChannel[]; next: string | null }> = await this.#call((slack) =>
        slack.listChannels(cursor),
      );
      if (!answer.ok) return answer;
      all.push(...answer.value.channels);
      cursor = answer.value.next;
      if (cursor === null) break;
    }
    return { ok: true, value: all.toSorted((a, b) => a.name.localeCompare(b.name)) };
  }

  async #call<T>(make: (slack: SlackClient) => Promise<SlackResult<T>>): Promise<Attempt<T>> {
    if (!this.#line.tokens.isHeld()) return { ok: false, problem: REMOVED, retryAfter: null };
    const first = await this.#callOnce(make);
    // An access that ran out before its time did nothing: it is renewed, and the call made anew.
    const answer = !first.ok && first.problem.code === 'unauthorized' ? await this.#callOnce(make) : first;
    const { sql } = this.#line;
    if (answer.ok) {
      if (getFact(sql, 'problem') != null) setFact(sql, 'problem', null);
      return answer;
    }
    const { retryAfter, ...problem } = answer.problem;
    // That Slack knows nobody by an e-mail is an answer, and no trouble of the account.
    if (problem.code !== 'not_found') setFact(sql, 'problem', problem);
    if (problem.code === 'vendor_revoked') setFact(sql, 'state', 'revoked');
    return { ok: false, problem, retryAfter };
  }

  async #callOnce<T>(make: (slack: SlackClient) => Promise<SlackResult<T>>): Promise<SlackResult<T>> {
    const { config, tokens } = this.#line;
    const [{ createSlackClient }, { guardOf }] = await Promise.all([
      import('#slack-app/client.ts'),
      import('./slack-guard.ts'),
    ]);
    const token = await accessTo(tokens);
    if (!token.ok) return token;
    const slack = createSlackClient({
      apiUrl: config.SLACK_API_URL,
      token: token.value,
      fetch: (input, init) => fetch(input, init),
      guard: guardOf(this.#line),
    });
    const answer = await make(slack);
    if (!answer.ok && answer.problem.code === 'unauthorized') tokens.refused(token.value);
    return answer;
  }

  #lane(channel: string): PQueue {
    const lane =
      this.#traffic.lanes.get(channel) ?? new PQueue({ intervalCap: 1, interval: PACE, strict: true });
    this.#traffic.lanes.set(channel, lane);
    return lane;
  }
}

/** A token good for the next minute, or why there is none. */
async function accessTo(tokens: Line['tokens']): Promise<SlackResult<string>> {
  try {
    return { ok: true, value: await tokens.access() };
  } catch (error) {
    if (!(error instanceof ConnectorError)) throw error;
    return { ok: false, problem: { ...error.problem, retryAfter: error.retryAfter } };
  }
}
