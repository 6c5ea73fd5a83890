import { ObjectState } from '../view/object-state';

/** The states of a folder's objects in a cluster, of which every format is a form. */
export interface StatusReport {
  /** The context of kubectl. */
  readonly context: string;
  /** The source of the folder. */
  readonly source: string;
  readonly objects: readonly ObjectState[];
  /** The options that commands for this cluster need. @default - none: it is that of the current context */
  readonly kubectlOptions?: readonly string[];
}
