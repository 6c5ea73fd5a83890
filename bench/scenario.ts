import { Command } from './command';

/** One way to get a scenario's objects. */
export interface Contender {
  readonly name: string;
  /** Run one after the other and measured as one; undefined where the program for them is not installed. */
  readonly commands: readonly Command[] | undefined;
  /** The directories of the files, one for each environment, emptied before each run; none for one that makes no objects of ours. */
  readonly outputs: readonly string[];
  /**
   * A directory of other objects, which is emptied before each run and not compared.
   * @default - none
   */
  readonly others?: string;
}

/** Contenders for the same objects: first ours, with which the others are compared. */
export interface Scenario {
  readonly title: string;
  /** Undefined for the program as it is. In a scenario with services, the second contender is ours without any. */
  readonly services?: number;
  readonly contenders: readonly Contender[];
}
