import { Change, mongodStates, waitCodes } from '../observation';
import { exposition } from './exposition';
import { MemberFigures } from './member-figures';
import { votersByNode } from './placement';
import { Report } from './report';

/** The changes, each counted from 0 on: Prometheus sees an increase only from one value to another. */
const none: Readonly<Record<Change['kind'], 0>> = {
  initiate: 0,
  add: 0,
  remove: 0,
  configure: 0,
  'set horizons': 0,
  'step down': 0,
  reconnect: 0,
  'restart mongod': 0,
  'create user': 0,
  'change password': 0,
  'change roles': 0,
  'remove user': 0,
  'create role': 0,
  'change role': 0,
  'raise compatibility': 0,
  'renew certificate': 0,
  'raise TLS': 0,
};

/** Reads the member's figures, and returns the metrics of an agent, its set and its member in Prometheus' text format. */
export async function metricsText(report: Report, read: () => Promise<MemberFigures>): Promise<string> {
  const member = await read();
  const { status, history } = report;
  const { action, users = [] } = status;
  const reasons = action?.kind === 'wait' ? action.reasons : [];
  const codes = reasons.map(({ code }) => code);
  return exposition({
    ready: status.ready,
    action: marked(['idle', 'wait', ...Object.keys(none)], [action?.kind]),
    waiting_for: marked(waitCodes, codes),
    actions_total: { ...none, ...history.done },
    action_failures_total: { observe: 0, ...none, ...history.failed },
    user_refused: Object.fromEntries(users.map((user) => [user.name, user.state === 'refused'])),
    reconcile_age_seconds: report.reconcileAgeSeconds,
    observation_age_seconds: report.observationAgeSeconds,
    resident_memory_bytes: process.memoryUsage.rss(),
    members_desired: status.replicas,
    voters: votersByNode(status),
    ...member,
    state: marked(mongodStates, [member.state]),
  });
}

/** Returns true for the marked values, and false for the others. */
function marked(values: readonly string[], those: readonly (string | undefined)[]): Record<string, boolean> {
  return Object.fromEntries(values.map((value) => [value, those.includes(value)]));
}
