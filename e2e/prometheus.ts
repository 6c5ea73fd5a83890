import { kubectl, waitFor } from './kubectl';
import { mendPrometheus } from './prometheus-build';

/** An alert rule, as Prometheus has it. */
export interface AlertRule {
  readonly name: string;
  /** `ok` once it was evaluated without an error. */
  readonly health: string;
  readonly state: 'inactive' | 'pending' | 'firing';
  /** The time that the expression must hold, in seconds. */
  readonly duration: number;
}

interface Target {
  readonly labels: Readonly<Record<string, string>>;
  readonly health: string;
  readonly lastError: string;
}

interface Group {
  /** Begins with the namespace and the name of the PrometheusRule. */
  readonly file: string;
  readonly rules: readonly AlertRule[];
}

/** Names the alert of a set or backend, as the functions below do. */
export function alertOf(namespace: string, service: string, alert: string): string {
  return `${alert} of ${namespace}/${service}`;
}

/** The test cluster's Prometheus, and the namespaces of which a story looks at it. */
export class Prometheus {
  readonly #firing: string;

  constructor(readonly namespaces: readonly string[]) {
    this.#firing = `ALERTS{alertstate="firing", namespace=~"${namespaces.join('|')}"}`;
  }

  /** Waits until all targets of a namespace are as many as wanted, and up. Gives the names of their jobs. */
  async targetsUp(namespace: string, count: number): Promise<string[]> {
    return waitFor(`${count} targets of ${namespace} that are up`, 240, async () => {
      await this.configured();
      const { activeTargets } = await ask<{ activeTargets: readonly Target[] }>('targets?state=active');
      const all = activeTargets.filter(({ labels }) => labels['namespace'] === namespace);
      if (all.length !== count || all.some(({ health }) => health !== 'up'))
        throw new Error(JSON.stringify(all.map(({ labels, health, lastError }) => ({ labels, health, lastError }))));
      return [...new Set(all.map(({ labels }) => labels['job'] ?? ''))].sort();
    });
  }

  /** The alert rules of the namespaces. */
  async rules(): Promise<readonly AlertRule[]> {
    const { groups } = await ask<{ groups: readonly Group[] }>('rules?type=alert');
    const own = groups.filter(({ file }) => this.namespaces.some((namespace) => file.includes(`/${namespace}-`)));
    return own.flatMap(({ rules }) =>
      rules.map(({ name, health, state, duration }) => ({ name, health, state, duration })),
    );
  }

  /** The labels of each sample that a query gives. */
  async query(expression: string): Promise<readonly Readonly<Record<string, string>>[]> {
    type Vector = { result: readonly { metric: Readonly<Record<string, string>> }[] };
    const { result } = await ask<Vector>(`query?query=${encodeURIComponent(expression)}`);
    return result.map(({ metric }) => metric);
  }

  /** Those of the queries that have no data, by one request. */
  async withoutData(queries: readonly string[]): Promise<string[]> {
    const counts = queries.map((query, index) => `label_replace(count(${query}), "query", "${index}", "", "")`);
    const found = new Set((await this.query(counts.join(' or '))).map(({ query }) => query));
    return queries.filter((_, index) => !found.has(String(index)));
  }

  /** The alerts of the namespaces that fired since a time, in milliseconds since 1970. */
  firedSince(since: number): Promise<string[]> {
    return this.#alerts(`max_over_time(${this.#firing}[${Math.ceil((Date.now() - since) / 1000)}s])`);
  }

  /** The alerts of the namespaces that fire now. */
  firing(): Promise<string[]> {
    return this.#alerts(this.#firing);
  }

  /** Waits until all of these alerts have fired since a time. */
  async fired(alerts: readonly string[], since: number): Promise<void> {
    // The operator looks every three minutes for a change of which it heard nothing.
    await waitFor(`the alerts ${alerts.join(', ')}`, 240, async () => {
      await this.configured();
      const all = await this.firedSince(since);
      if (alerts.every((alert) => all.includes(alert))) return true;
      throw new Error(`${all.join(', ')} fired`);
    });
  }

  /**
   * Has the kubelet give Prometheus at once what the operator wrote of the monitors and rules, which takes it up to two minutes by itself.
   */
  async configured(): Promise<void> {
    // Its container may have been started again.
    await mendPrometheus();
    await kubectl(`-n monitoring annotate pods --all --overwrite e2e/renewed=${Date.now()}`);
  }

  async #alerts(expression: string): Promise<string[]> {
    const samples = await this.query(expression);
    const names = samples.map(({ namespace = '', service = '', alertname = '' }) =>
      alertOf(namespace, service, alertname),
    );
    return [...new Set(names)].sort();
  }
}

async function ask<T>(path: string): Promise<T> {
  const service = '/api/v1/namespaces/monitoring/services/prometheus:web/proxy/api/v1';
  return (JSON.parse(await kubectl(`get --raw ${service}/${path}`)) as { data: T }).data;
}
