import { MemberFigures } from '../../../../lib/mongo/agent/status/member-figures';

/** A healthy primary of three members, one of which is away: every figure that there can be. */
export const figures: MemberFigures = {
  state: 'primary',
  set_members_configured: 3,
  set_members_serving: 2,
  set_has_primary: true,
  member_replication_lag_seconds: 0,
  member_oplog_window_seconds: 600,
  member_oplog_used_bytes: 9,
  member_oplog_max_bytes: 100,
  member_connections: 10,
  member_connections_available: 90,
  member_disk_used_bytes: 30,
  member_disk_total_bytes: 300,
  member_cache_used_bytes: 5,
  member_cache_max_bytes: 50,
  member_operations_total: { insert: 7 },
};

/** A member that does not answer. */
export const silent: MemberFigures = { state: 'unreachable', set_has_primary: false };
