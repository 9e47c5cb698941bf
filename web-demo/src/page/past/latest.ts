/** Does one thing at a time: what is asked for later takes the place of what is not done. */
export class Latest {
  #current: AbortController | undefined;

  /**
   * Does some work after a delay, unless something else is asked for before it is done.
   *
   * @return what the work comes to; undefined if something else took its place
   */
  async run<T>(delayMs: number, work: (signal: AbortSignal) => Promise<T>): Promise<T | undefined> {
    this.cancel();
    const current = new AbortController();
    this.#current = current;
    try {
      await delay(delayMs, current.signal);
      if (current.signal.aborted) return undefined;
      const result = await work(current.signal);
      return current.signal.aborted ? undefined : result;
    } catch (error) {
      if (current.signal.aborted) return undefined;
      throw error;
    }
  }

  cancel(): void {
    this.#current?.abort();
  }
}

function delay(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener("abort", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
