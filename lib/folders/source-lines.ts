import { Event, EVENT_ID, getScalarValue, parseEvents } from 'js-yaml';
import { Path } from '../manifests/manifest';

/** A text as its parser sees it, with what every search of a line needs. */
interface ParsedText {
  readonly events: readonly Event[];
  /** The indices of the events that begin a document. */
  readonly documents: readonly number[];
  /** The offsets of the ends of lines, in ascending order. */
  readonly lineEnds: readonly number[];
}

/** The lines of a file in YAML or JSON. It is parsed again for the first of them alone. */
export class SourceLines {
  readonly #text: string;
  readonly #linesBefore: number;
  #parsed: ParsedText | undefined;

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
    this.#parsed ??= parsedText(this.#text);
    const { events, documents, lineEnds } = this.#parsed;
    const offset = this.#offset(events, (documents[document] ?? 0) + 1, path);
    return this.#linesBefore + countBelow(lineEnds, offset) + 1;
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

function parsedText(text: string): ParsedText {
  const events = parseEvents(text, {});
  const documents = events.flatMap(({ type }, index) => (type === EVENT_ID.DOCUMENT ? [index] : []));
  return { events, documents, lineEnds: [...text.matchAll(/\n/g)].map(({ index }) => index) };
}

/** Returns how many of some ascending numbers are below another one. */
function countBelow(ascending: readonly number[], limit: number): number {
  let [low, high] = [0, ascending.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? limit) < limit) low = middle + 1;
    else high = middle;
  }
  return low;
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
