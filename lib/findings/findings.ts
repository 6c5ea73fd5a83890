import { Issue, issueText, placeIn, Problem } from './problem';

/**
 * The issues of one construct, collected while it is built. An issue reads `<place> <problem>`, for example
 * `port must be an integer from 1 to 65535, got 70000; write 8080`.
 */
export class Findings {
  readonly #issues: Issue[];
  readonly #placed: (at: string) => string;

  constructor(issues: Issue[] = [], placed = (at: string): string => at) {
    this.#issues = issues;
    this.#placed = placed;
  }

  /** All issues, in the order in which they were added. */
  get issues(): readonly Issue[] {
    return [...this.#issues];
  }

  /** Returns all issues as texts, as the validation of a construct does. */
  validate(): string[] {
    return this.#issues.map(issueText);
  }

  /** Adds a problem, or an issue, at a place. Undefined is no problem: the checks of this library return it for a valid value. */
  add(at: string, problem: Problem | Issue | undefined): void {
    if (problem === undefined) return;
    const inner = 'at' in problem ? placeIn(at, problem.at) : at;
    this.#issues.push({ ...problem, at: this.#placed(inner) });
  }

  /** Returns the same findings for a place of the construct: inside `sidecars["proxy"]`, `image` is `sidecars["proxy"].image`. */
  inside(place: string): Findings {
    return new Findings(this.#issues, (at) => this.#placed(placeIn(place, at)));
  }
}
