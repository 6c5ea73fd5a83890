import { MemberView } from './mongo-writer';

/** What members ran at one moment, and what came after it; `release` is empty for one that did not answer. */
export class RolloutWatch {
  readonly #seen: (readonly MemberView[])[] = [];
  #ended = false;
  readonly #watching: Promise<void>;

  constructor(look: () => Promise<readonly MemberView[]>) {
    this.#watching = this.#watch(look);
  }

  /** Ends the watch. */
  async end(): Promise<void> {
    this.#ended = true;
    await this.#watching;
  }

  /** The members in the order in which they first ran this release, each as `mongo-0`. */
  order(release: string): string[] {
    return [...new Set(this.#seen.flatMap((views) => views.filter((view) => view.release === release).map(podOf)))];
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
    const all = this.#seen.flatMap((views) => views.filter(({ state }) => state === 'PRIMARY').map(podOf));
    return all.filter((pod, index) => pod !== all[index - 1]);
  }

  async #watch(look: () => Promise<readonly MemberView[]>): Promise<void> {
    while (!this.#ended) {
      this.#seen.push(await look());
      await new Promise((resolve) => setTimeout(resolve, 500));
    }
  }
}

function podOf({ host }: MemberView): string {
  return host.slice(0, host.indexOf('.'));
}
