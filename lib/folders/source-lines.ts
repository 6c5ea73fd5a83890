import { Event, EVENT_ID, getScalarValue, parseEvents } from 'js-yaml';
import { Path } from '../manifests/manifest';

/** The lines of a file in YAML or JSON. It is parsed again for the first of them alone. */
export class SourceLines {
  readonly #text: string;
  readonly #linesBefore: number;
  #events: readonly Event[] | undefined;

  /** `text` may be a part of the file, with `linesBefore` lines before it. */
  constructor(text: string, linesBefore = 0) {
    this.#text = text;
    this.#linesBefore = linesBefore;
  }

  /**
   * Returns the line, from 1, of the value at a path in a document, or of the deepest part of the path that exists. Documents count from 0,
   * empty ones too.
   */
  lineOf(document: number, path: Path): number {
    this.#events ??= parseEvents(this.#text, {});
    const starts = [...this.#events.keys()].filter((index) => this.#events?.[index]?.type === EVENT_ID.DOCUMENT);
    const [first = 0] = starts.slice(document);
    const offset = this.#offset(this.#events, first + 1, path);
    return this.#linesBefore + this.#text.slice(0, offset).split('\n').length;
  }

  #offset(events: readonly Event[], node: number, path: Path): number {
    let offset = startOf(events[node]);
    let inside: number | undefined = node;
    for (const key of path) {
      const found = this.#child(events, inside, key);
      if (found === undefined) break;
      ({ offset, inside } = found);
    }
    return offset;
  }

  /** Returns where a value of a mapping or an item of a sequence begins, its key included. */
  #child(
    events: readonly Event[],
    parent: number,
    wanted: string | number,
  ): { readonly offset: number; readonly inside: number } | undefined {
    const isMapping = events[parent]?.type === EVENT_ID.MAPPING;
    if (!isMapping && events[parent]?.type !== EVENT_ID.SEQUENCE) return undefined;
    let node = parent + 1;
    for (let count = 0; events[node]?.type !== EVENT_ID.POP; count += 1) {
      const value = isMapping ? afterNode(events, node) : node;
      if ((isMapping ? this.#scalar(events[node]) : count) === wanted)
        return { offset: startOf(events[node]), inside: value };
      node = afterNode(events, value);
    }
    return undefined;
  }

  #scalar(event: Event | undefined): string | undefined {
    return event?.type === EVENT_ID.SCALAR ? getScalarValue(this.#text, event) : undefined;
  }
}

function startOf(event: Event | undefined): number {
  if (event?.type === EVENT_ID.SCALAR) return event.valueStart;
  return event?.type === EVENT_ID.MAPPING || event?.type === EVENT_ID.SEQUENCE ? event.start : 0;
}

/** Returns the index after the events of a node. */
function afterNode(events: readonly Event[], node: number): number {
  let depth = 0;
  let index = node;
  do {
    const type = events[index]?.type;
    if (type === EVENT_ID.MAPPING || type === EVENT_ID.SEQUENCE) depth += 1;
    if (type === EVENT_ID.POP) depth -= 1;
    index += 1;
  } while (depth > 0 && index < events.length);
  return index;
}
