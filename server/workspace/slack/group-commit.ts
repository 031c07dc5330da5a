/**
 * Group commit: what waits at the same moment runs in one turn of the object, one after the other, and a turn has one
 * commit. Where many write at once, most of what each costs is its commit.
 */
export class GroupCommit {
  #waiting: (() => void)[] = [];

  /** Runs `work` with the others of its turn; one that throws rejects for itself alone. */
  run<T>(work: () => T): Promise<T> {
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    if (this.#waiting.length === 0) setTimeout(() => this.#runAll(), 0);
    this.#waiting.push(() => {
      try {
        resolve(work());
      } catch (error) {
        reject(error);
      }
    });
    return promise;
  }

  #runAll(): void {
    const works = this.#waiting;
    this.#waiting = [];
    for (const work of works) work();
  }
}
