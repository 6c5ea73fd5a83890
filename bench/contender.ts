import { Command } from './command';

/** One way to get the objects of a scenario. */
export interface Contender {
  readonly name: string;
  /** Run one after the other and measured as one; undefined where the program for them is not installed. */
  readonly commands: readonly Command[] | undefined;
  /** All that a run writes is in here; it is emptied before each. */
  readonly directory: string;
  /** The directories of the files, one for each environment; none for a contender that only shows what something costs. */
  readonly outputs: readonly string[];
}

/** Contenders for the same objects, ours first. */
export interface Scenario {
  readonly title: string;
  readonly contenders: readonly [Contender, ...Contender[]];
  /** The number of services; undefined for the program as it is. */
  readonly services?: number;
}
