import { integer } from '../props/scalar';

/** The number of a port. */
export const port = integer({ min: 1, max: 65535 });
