import { integer } from '../props/scalar';

/** The number of a port. */
export const port = integer({ min: 1, max: 65535 });

/** The ports of API servers: behind load balancers, and of their own. */
export const apiServerPorts: readonly number[] = [443, 6443];
