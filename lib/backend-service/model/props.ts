import { Entries, object, ObjectSchema } from '../../props/object';
import { Decided, Props, PropsOf } from '../../props/schema';
import { areas } from './areas';

type Intersection<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void
  ? All
  : never;

/** The entries of all areas. */
type BackendEntries = Intersection<(typeof areas)[number]['props']['entries']>;

/** The props of a BackendService: those of its areas. */
export const backend: ObjectSchema<BackendEntries> = object(
  Object.assign({}, ...areas.map(({ props }) => props.entries as Entries)) as BackendEntries,
);

/** The props of a BackendService, as a program writes them. Only `image` and `port` are required. */
export interface BackendServiceProps extends PropsOf<typeof backend>, Props {}

/** The props of a BackendService with their defaults, which do not depend on other props. */
export interface DecidedProps extends Decided<typeof backend> {}
