import { MemberView, podOf } from './mongo-writer';

type Look = () => Promise<readonly MemberView[]>;

/** The views of members during a rollout, one after the other; `release` is empty for a member that did not answer. */
export class RolloutWatch {
  readonly #seen: (readonly MemberView[])[] = [];
  #isOver = false;

  /** Watches the members during a rollout, its last state included. */
  static async during(look: Look, rollOut: () => Promise<void>): Promise<RolloutWatch> {
    const watch = new RolloutWatch();
    const watching = watch.#watch(look);
    // A look may fail long before it is awaited, and the failure of the rollout says more.
    const ended = watching.catch(() => undefined);
    try {
      await rollOut();
    } finally {
      watch.#isOver = true;
      await ended;
    }
    await watching;
    watch.#seen.push(await look());
    return watch;
  }

  /** The members in the order in which they first ran this release, each as `mongo-0`. */
  order(release: string): string[] {
    return [
      ...new Set(
        this.#seen.flatMap((views) => views.filter((view) => view.release === release).map(({ host }) => podOf(host))),
      ),
    ];
  }

  /** The data formats that members had while all of them ran this release, or while some of them ran another. */
  formats(release: string, ran: 'some' | 'all'): string[] {
    const moments = this.#seen.filter((views) => {
      const others = views.filter((view) => view.release !== release);
      const isMixed = others.length < views.length && others.some((view) => view.release !== '');
      return ran === 'all' ? others.length === 0 : isMixed;
    });
    return [...new Set(moments.flatMap((views) => views.map(({ format }) => format)))].filter(
      (format) => format !== '',
    );
  }

  /** The primaries, one after the other. */
  primaries(): string[] {
    const all = this.#seen.flatMap((views) =>
      views.filter(({ state }) => state === 'PRIMARY').map(({ host }) => podOf(host)),
    );
    return all.filter((pod, index) => pod !== all[index - 1]);
  }

  async #watch(look: Look): Promise<void> {
    while (!this.#isOver) {
      this.#seen.push(await look());
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}
