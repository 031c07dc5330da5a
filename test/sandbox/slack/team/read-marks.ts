import type { Message } from './messages.ts';

/** Up to where each person has read each channel. */
export class ReadMarks {
  readonly #marks = new Map<string, string>();

  /** Notes that somebody has the newest of these messages before them. */
  read(userId: string, channelId: string, messages: readonly Message[]): void {
    const last = messages.at(-1);
    if (last !== undefined) this.#marks.set(`${userId} ${channelId}`, last.ts);
  }

  /** How many of these messages are news to somebody. */
  unread(userId: string, channelId: string, messages: readonly Message[]): number {
    const mark = this.#marks.get(`${userId} ${channelId}`) ?? '';
    return messages.filter((message) => message.ts > mark && message.userId !== userId).length;
  }
}
