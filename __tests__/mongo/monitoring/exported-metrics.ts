import { ordinary } from '../../../lib/mongo/agent/decide/member-options';
import { metricsText } from '../../../lib/mongo/agent/status/metrics';
import { Report } from '../../../lib/mongo/agent/status/report';
import { observation } from '../agent/observation';
import { figures } from '../agent/status/figures';

/** Every metric that an agent has, with the names of its labels. */
export async function exported(): Promise<ReadonlyMap<string, readonly string[]>> {
  const report = new Report(() => undefined);
  const members = [{ host: 'host-0', ordinal: 0, state: 'PRIMARY', options: ordinary }];
  const seen = observation({ users: [{ name: 'mongo-shop', state: 'refused' }], members, nodes: { 0: 'one' } });
  report.decided(seen, { kind: 'idle' });
  const text = await metricsText(report, () => Promise.resolve(figures));
  const samples = [...text.matchAll(/^(\w+)(?:\{(\w+)=.*\})? /gm)];
  return new Map(samples.map(([, name = '', label]) => [name, label === undefined ? [] : [label]]));
}
