import { wait } from '../../../../lib/mongo/agent/decide/actions';
import { ordinary } from '../../../../lib/mongo/agent/decide/member-options';
import { metricsText } from '../../../../lib/mongo/agent/status/metrics';
import { Report } from '../../../../lib/mongo/agent/status/report';
import { observation } from '../observation';
import { figures, silent } from './figures';

const observed = observation({
  members: [{ host: 'host-0', ordinal: 0, state: 'PRIMARY' }],
  users: [
    { name: 'mongo-shop', state: 'synced' },
    { name: 'mongo-reports', state: 'refused', problem: 'the password must not be empty' },
  ],
});

/** The lines with figures, without those whose value no test can know, and the zeros. */
async function lines(report: Report, member = figures): Promise<string[]> {
  const text = await metricsText(report, () => Promise.resolve(member));
  return text.split('\n').filter((line) => !/^#|^$|_age_seconds |resident_memory|\} 0$/.test(line));
}

test('shows what the agent does, what the set has, and the figures of its member', async () => {
  const report = new Report(() => undefined);
  report.decided(observed, { kind: 'add', ordinals: [1] });
  report.failed(new Error('no majority'), { kind: 'add', ordinals: [1] });
  report.done({ kind: 'add', ordinals: [1] });
  report.failed(new Error('connection closed'), undefined);
  report.decided(observed, {
    kind: 'wait',
    reasons: [
      { code: 'members', message: 'member 1 to answer' },
      { code: 'users', message: 'mongo-reports: the password must not be empty' },
    ],
  });
  expect(await lines(report)).toEqual([
    'mongodb_agent_ready 0',
    'mongodb_agent_action{kind="wait"} 1',
    'mongodb_agent_waiting_for{reason="members"} 1',
    'mongodb_agent_waiting_for{reason="users"} 1',
    'mongodb_agent_actions_total{kind="add"} 1',
    'mongodb_agent_action_failures_total{kind="observe"} 1',
    'mongodb_agent_action_failures_total{kind="add"} 1',
    'mongodb_agent_user_refused{user="mongo-reports"} 1',
    'mongodb_set_members_desired 3',
    'mongodb_set_members_configured 3',
    'mongodb_set_members_serving 2',
    'mongodb_set_has_primary 1',
    'mongodb_member_state{state="primary"} 1',
    'mongodb_member_replication_lag_seconds 0',
    'mongodb_member_oplog_window_seconds 600',
    'mongodb_member_oplog_used_bytes 9',
    'mongodb_member_oplog_max_bytes 100',
    'mongodb_member_connections 10',
    'mongodb_member_connections_available 90',
    'mongodb_member_disk_used_bytes 30',
    'mongodb_member_disk_total_bytes 300',
    'mongodb_member_cache_used_bytes 5',
    'mongodb_member_cache_max_bytes 50',
    'mongodb_member_operations_total{type="insert"} 7',
  ]);
});

test('shows how many voting members are on each node, where it leads', async () => {
  const report = new Report(() => undefined);
  const members = [0, 1, 2].map((ordinal) => ({ host: '', ordinal, state: 'SECONDARY', options: ordinary }));
  report.decided({ ...observed, members, nodes: { 0: 'one', 1: 'two', 2: 'one' } }, { kind: 'idle' });
  expect((await lines(report)).filter((line) => line.includes('voters'))).toEqual([
    'mongodb_set_voters{node="one"} 2',
    'mongodb_set_voters{node="two"} 1',
  ]);
});

test('shows what the agent knows of itself before it has seen anything and while mongod is silent', async () => {
  expect(await lines(new Report(() => undefined), silent)).toEqual([
    'mongodb_agent_ready 0',
    'mongodb_set_has_primary 0',
    'mongodb_member_state{state="unreachable"} 1',
  ]);
});

test('counts from 0 on, and has a value for each state, so that a graph has no gaps', async () => {
  const report = new Report(() => undefined);
  const text = await metricsText(report, () => Promise.resolve(figures));
  expect([
    text.includes('mongodb_agent_actions_total{kind="initiate"} 0\n'),
    text.includes('mongodb_agent_action_failures_total{kind="observe"} 0\n'),
    text.includes('mongodb_member_state{state="rollback"} 0\n'),
    text.includes('mongodb_agent_observation_age_seconds'),
  ]).toEqual([true, true, true, false]);
});

test('is no bigger for what the agent waits for: no host, no sentence is a label', async () => {
  const report = new Report(() => undefined);
  report.decided({ ...observed, users: [] }, wait('members', 'member 2 to be emptied'));
  expect((await lines(report)).join()).not.toMatch(/host-0|emptied/);
});
