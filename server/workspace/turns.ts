/** Lets whatever else waits for this object go first: requests, answers, timers. */
export function nextTurn(): Promise<void> {
  // A promise alone would go on before anything else was looked at.
  return new Promise((resolve) => {
    setTimeout(resolve, 0);
  });
}
