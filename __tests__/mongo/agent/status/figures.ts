import { MemberFigures } from '../../../../lib/mongo/agent/status/member-figures';

/** A healthy primary of three members, one of which is away: every figure that there can be. */
export const figures: MemberFigures = {
  state: 'primary',
  configured: 3,
  serving: 2,
  hasPrimary: true,
  lagSeconds: 0,
  oplogWindowSeconds: 600,
  oplogBytes: 9,
  oplogMaxBytes: 100,
  connections: 10,
  connectionsAvailable: 90,
  diskBytes: 30,
  diskMaxBytes: 300,
  cacheBytes: 5,
  cacheMaxBytes: 50,
  operations: { insert: 7 },
};

/** A member that does not answer. */
export const silent: MemberFigures = { state: 'unreachable', hasPrimary: false, operations: {} };
