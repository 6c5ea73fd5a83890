import { MemberFigures } from '../../../../lib/mongo/agent/status/member-figures';

/** A healthy primary of three members, one of which is away: every figure that there can be. */
export const figures: MemberFigures = {
  state: 'primary',
  members_configured: 3,
  members_serving: 2,
  has_primary: true,
  replication_lag_seconds: 0,
  oplog_window_seconds: 600,
  oplog_used_bytes: 9,
  oplog_max_bytes: 100,
  connections: 10,
  connections_available: 90,
  disk_used_bytes: 30,
  disk_total_bytes: 300,
  cache_used_bytes: 5,
  cache_max_bytes: 50,
  operations_total: { insert: 7 },
};

/** A member that does not answer. */
export const silent: MemberFigures = { state: 'unreachable', has_primary: false };
