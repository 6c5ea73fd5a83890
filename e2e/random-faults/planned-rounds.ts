import { faultRound, Round } from './fault-schedule';
import { knownRounds, namedRounds } from './known-rounds';
import { RunSettings } from './run-settings';

/** A round with the name under which a run reports it. */
export interface PlannedRound {
  readonly title: string;
  readonly round: Round;
}

/** The rounds of a run without end, in their order: one with a name again and again, or the known ones and then those of the seed. */
export function* plannedRounds({ seed, from, kinds, only, knownFirst }: RunSettings): Generator<PlannedRound> {
  if (only !== undefined) {
    const round = namedRounds[only];
    if (round === undefined)
      throw new Error(`no round has the name ${only}; there are ${Object.keys(namedRounds).join(', ')}`);
    for (;;) yield { title: only, round };
  }
  if (knownFirst) for (const [title, round] of Object.entries(knownRounds)) yield { title, round };
  for (let index = from; ; index++)
    yield { title: `seed ${seed}, round ${index}`, round: faultRound(seed, index, kinds) };
}
