/** Time as the sandbox sees it: a reading in epoch milliseconds, and something to do later. */
export interface Clock {
  now: () => number;
  after: (milliseconds: number, run: () => void) => void;
}

/** The machine's own time. Its timers never keep a process alive. */
export function systemClock(): Clock {
  return {
    now: () => Date.now(),
    after: (milliseconds, run) => {
      setTimeout(run, milliseconds).unref();
    },
  };
}
