import { kubectl, run } from './kubectl';
import { endNamespace } from './namespaces';

/** The figures of an agent, by the name of the metric and its label as they stand in its answer. */
export type Scrape = ReadonlyMap<string, number>;

/** A pod in a namespace of its own that asks agents for their metrics, as Prometheus does. */
export class Scraper {
  private constructor(readonly namespace: string) {}

  static async start(namespace: string, image: string): Promise<Scraper> {
    const items = [
      { apiVersion: 'v1', kind: 'Namespace', metadata: { name: namespace } },
      {
        apiVersion: 'v1',
        kind: 'Pod',
        metadata: { name: 'scraper', namespace },
        spec: {
          terminationGracePeriodSeconds: 0,
          containers: [{ name: 'scraper', image, command: ['sleep', '1000'] }],
        },
      },
    ];
    await kubectl('apply -f -', { input: JSON.stringify({ apiVersion: 'v1', kind: 'List', items }) });
    await kubectl(`-n ${namespace} wait --for=condition=Ready pod/scraper --timeout=60s`, { seconds: 70 });
    return new Scraper(namespace);
  }

  /** What the agent of a host answers; undefined if there is no connection within 2 seconds. */
  async scrape(host: string): Promise<Scrape | undefined> {
    const ask = `exec 3<>/dev/tcp/${host}/27027 && printf 'GET /metrics HTTP/1.0\\r\\n\\r\\n' >&3 && cat <&3`;
    const args = ['-n', this.namespace, 'exec', 'scraper', '--', 'timeout', '2', 'bash', '-c', ask];
    const { stdout } = await run('kubectl', args);
    if (stdout === '') return undefined;
    const [head = '', body = ''] = stdout.split('\r\n\r\n');
    if (!/^HTTP\/1.1 200 .*^Content-Type: text\/plain; version=0\.0\.4; charset=utf-8/ms.test(head))
      throw new Error(head);
    return new Map(
      body
        .split('\n')
        .filter((line) => line !== '' && !line.startsWith('#'))
        .map((line) => [line.slice(0, line.lastIndexOf(' ')), Number(line.slice(line.lastIndexOf(' ') + 1))]),
    );
  }

  async stop(): Promise<void> {
    await endNamespace(this.namespace);
  }
}

/** What does not hold of a healthy set of these members, by what their agents answer. */
export function unhealthyFigures(scrapes: readonly Scrape[]): string[] {
  const members = scrapes.length;
  const primaries = scrapes.filter((scrape) => scrape.get('mongodb_member_state{state="primary"}') === 1).length;
  const wrong = scrapes.flatMap((scrape, ordinal) => {
    const figure = (name: string) => scrape.get(`mongodb_${name}`) ?? NaN;
    const held = {
      ready: figure('agent_ready') === 1,
      'is idle': figure('agent_action{kind="idle"}') === 1,
      'sees the set': ['desired', 'configured', 'serving'].every((name) => figure(`set_members_${name}`) === members),
      'sees a primary': figure('set_has_primary') === 1,
      follows: figure('member_replication_lag_seconds') < 10,
      'has an oplog': figure('member_oplog_window_seconds') > 0 && figure('member_oplog_max_bytes') > 0,
      'has connections': figure('member_connections') > 0 && figure('member_connections_available') > 0,
      'has a disk': figure('member_disk_used_bytes') < figure('member_disk_total_bytes'),
      'has a cache': figure('member_cache_used_bytes') < figure('member_cache_max_bytes'),
      'took every Secret': [...scrape].every(([name, value]) => !name.includes('user_refused') || value === 0),
    };
    return Object.entries(held).flatMap(([what, holds]) => (holds ? [] : [`mongo-${ordinal}: ${what}`]));
  });
  return primaries === 1 ? wrong : [`${primaries} primaries`, ...wrong];
}
