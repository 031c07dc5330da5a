/** Milliseconds in a day; every time in core is epoch milliseconds, UTC. */
export const DAY = 86_400_000;
