/**
 * The time that a run has. With `E2E_LONG=1`, as CI has it, the long stories run too, and with `E2E_LONG=2` those that take longer than
 * CI has time for. Each tier runs those before it as well.
 */
export type Tier = 1 | 2;

/** A story that runs only where there is time for it. */
export function longStory(title: string, tell: () => void, tier: Tier = 1): void {
  if (hasTime(tier)) describe(title, tell);
  else test.skip(`${title} (${takesLong(tier)})`, () => undefined);
}

/** One test of a story. */
export type Step<Result = void> = (title: string, body: () => Promise<Result>, seconds?: number) => void;

/** A step that is taken only where there is more time than CI has. No step that is taken in CI may need one of these. */
export function inLongRuns<Result>(step: Step<Result>): Step<Result> {
  return hasTime(2) ? step : skipped(takesLong(2));
}

/** Tests that are not run, with the reason in their titles. */
export function skipped(reason: string): (title: string) => void {
  return (title) => {
    test.skip(`${title} (${reason})`, () => undefined);
  };
}

/** Tells whether a run has the time of a tier. */
export function hasTime(tier: Tier): boolean {
  return Number(process.env['E2E_LONG'] ?? 0) >= tier;
}

function takesLong(tier: Tier): string {
  return `takes long: set E2E_LONG=${tier}`;
}
