import { objectIdentity } from '../manifests/object-identity';
import { causes } from './view/causes';
import { isTrouble, ObjectState } from './view/object-state';

/** Remembers since when troubles are seen, by which it tells those that are definite from those that may still go away. */
export class Patience {
  #since = new Map<string, number>();

  /**
   * Takes the states of another look, and returns those with a trouble that is seen without a break for as long as its cause may last.
   * @param seconds the time of the look
   */
  definite(states: readonly ObjectState[], seconds: number): ObjectState[] {
    const since = new Map<string, number>();
    const definite = states.filter(({ object, reasons }) => {
      const isOver = reasons.filter(isTrouble).map(({ cause }) => {
        const key = `${objectIdentity(object)} ${cause}`;
        const first = this.#since.get(key) ?? seconds;
        since.set(key, first);
        return seconds - first >= causes[cause].patience;
      });
      return isOver.includes(true);
    });
    this.#since = since;
    return definite;
  }
}
