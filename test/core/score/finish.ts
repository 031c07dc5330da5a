/** Runs work to its end without letting anybody go first. */
export function finish<Answer>(work: Generator<void, Answer>): Answer {
  for (;;) {
    const { done, value } = work.next();
    if (done === true) return value;
  }
}
