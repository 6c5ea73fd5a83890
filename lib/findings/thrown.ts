import { Problem, quoted } from './problem';

/** Returns the result of reading a value, or another one if that throws: getters and Proxies can. */
export function unlessThrown<Result>(otherwise: Result, read: () => Result): Result {
  try {
    return read();
  } catch {
    return otherwise;
  }
}

/** Returns the problem of a value that throws when it is read or called: `threw no connection`. */
export function thrownProblem(error: unknown): Problem {
  return { code: 'thrown', want: `threw ${thrownText(error)}` };
}

/** Returns the message of an error; of anything else that was thrown, the value. */
export function thrownText(error: unknown): string {
  return unlessThrown('an object', () => (error instanceof Error ? error.message : quoted(error)));
}
