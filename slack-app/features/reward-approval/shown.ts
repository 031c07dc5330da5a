/** A reward as a button or a modal shows it: once it is revised, they ask about what is no more. */
export interface ShownReward {
  rewardId: string;
  revision: number;
}

/** What the buttons of a reward carry: `R0001:2`. */
export function shownValue({ rewardId, revision }: ShownReward): string {
  return `${rewardId}:${revision}`;
}

/** Reads back what `shownValue` wrote; buttons that were posted without a revision show the first one. */
export function readShown(value: string): ShownReward {
  const [, rewardId, revision] = /^(.+):(\d{1,6})$/su.exec(value) ?? [];
  return rewardId === undefined ? { rewardId: value, revision: 1 } : { rewardId, revision: Number(revision) };
}
