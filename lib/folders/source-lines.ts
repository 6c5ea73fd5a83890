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

/** A key that a mapping has again. */
export interface DoubledKey {
  readonly name: string;
  /** The line of the later one, from 1. */
  readonly line: number;
}

// Its values are those of other mappings, and are no doubles.
const mergeKey = '<<';

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
    const { events, documents } = this.#parsed;
    return this.#lineAt(this.#offset(events, (documents[document] ?? 0) + 1, path));
  }

  /** Returns the keys that a mapping of a document has again, each with its line. */
  doubledKeys(document: number): DoubledKey[] {
    this.#parsed ??= parsedText(this.#text);
    const { events, documents } = this.#parsed;
    return [...this.#doubledIn(events, (documents[document] ?? 0) + 1)];
  }

  *#doubledIn(events: readonly Event[], parent: number): Generator<DoubledKey> {
    const keys = new Set<string>();
    for (const { key, value } of this.#children(events, parent)) {
      const name = this.#scalar(key);
      if (name !== undefined && keys.has(name)) yield { name, line: this.#lineAt(startOf(key)) };
      if (name !== undefined && name !== mergeKey) keys.add(name);
      yield* this.#doubledIn(events, value);
    }
  }

  #lineAt(offset: number): number {
    return this.#linesBefore + countBelow(this.#parsed?.lineEnds ?? [], offset) + 1;
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

  /** Returns the place of a value of a mapping, its key included, or of an item of a sequence; of a doubled key, that of the last value. */
  #child(
    events: readonly Event[],
    parent: number,
    wanted: string | number,
  ): { readonly offset: number; readonly inside: number } | undefined {
    let found: { readonly offset: number; readonly inside: number } | undefined;
    let count = 0;
    for (const { key, value } of this.#children(events, parent)) {
      const place = { offset: startOf(key ?? events[value]), inside: value };
      if (key === undefined && count === wanted) return place;
      if (key !== undefined && this.#scalar(key) === wanted) found = place;
      count += 1;
    }
    return found;
  }

  /** Goes through the values of a mapping, with their keys, or through the items of a sequence, which have none. */
  *#children(events: readonly Event[], parent: number): Generator<{ readonly key?: Event; readonly value: number }> {
    const isMapping = events[parent]?.type === EVENT_ID.MAPPING;
    if (!isMapping && events[parent]?.type !== EVENT_ID.SEQUENCE) return;
    let node = parent + 1;
    for (let key = events[node]; key !== undefined && key.type !== EVENT_ID.POP; key = events[node]) {
      const value = isMapping ? afterNode(events, node) : node;
      yield isMapping ? { key, value } : { value };
      node = afterNode(events, value);
    }
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
