import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { storyWithAddOns } from './add-ons';
import { Fault, faults } from './alert-faults';
import { repository } from './environment';
import { get, kubectl, waitFor } from './kubectl';
import {
  applyBackends,
  applyPrograms,
  backends,
  backendsSettled,
  Change,
  loneSet,
  memberSet,
  monitorLabels,
  notLetIn,
} from './monitored-programs';
import { mongoStory } from './mongo-story';
import { endNamespace } from './namespaces';
import { Prometheus } from './prometheus';
import { mendPrometheus } from './prometheus-build';
import { nodeAddresses, startStateMetrics } from './state-metrics';
import { inLongRuns } from './tiers';

const stateMetrics = 'monitored-state';
const silentMinutes = 15;

test('lists a fault for each alert of the library', () => {
  const staged = faults.flatMap(({ alerts }) => alerts.map((alert) => alert.replace(/ of .*/, '')));
  expect([...new Set(staged)].sort()).toEqual(alertsOfLibrary());
});

storyWithAddOns('what a real Prometheus makes of monitors and alerts', ['monitoring'], () => {
  const prometheus = new Prometheus([memberSet.namespace, loneSet.namespace, backends.namespace]);
  const atRest = new Prometheus([memberSet.namespace, backends.namespace]);

  beforeAll(async () => {
    await mendPrometheus();
    // They start beside the set, which the story applies first.
    await loneSet.makeSecrets();
    await Promise.all([loneSet.apply(), applyBackends(notLetIn)]);
    await startStateMetrics(stateMetrics, [backends.namespace, loneSet.namespace], monitorLabels);
  }, 240_000);

  const { trial, step } = mongoStory(memberSet);

  afterAll(async () => {
    await Promise.all([backends.namespace, loneSet.namespace, stateMetrics].map(endNamespace));
  }, 150_000);

  const warns = ({ title, alerts, isLong, lingers, stage, mend }: Fault) => {
    const warn = async () => {
      const since = Date.now();
      await stage(trial());
      await prometheus.fired(alerts, since);
      await mend(trial());
      if (lingers !== true)
        await waitFor(`the end of ${alerts.join(', ')}`, 120, async () => {
          const firing = await prometheus.firing();
          return alerts.some((alert) => firing.includes(alert)) ? undefined : true;
        });
    };
    (isLong === true ? inLongRuns(step) : step)(`warns of ${title}`, warn, 700);
  };
  const others = faults.filter(({ isFirst }) => isFirst !== true);
  for (const fault of faults.filter((one) => !others.includes(one))) warns(fault);

  step(
    'scrapes every member and every pod, by either monitor',
    async () => {
      await waitFor('the set of one member', 60, () => loneSet.settledReplicas());
      await backendsSettled();
      const { namespace, short, long } = backends;
      const jobs = await Promise.all([
        // By its agent and by the exporter.
        prometheus.targetsUp(memberSet.namespace, 3 + 3),
        prometheus.targetsUp(loneSet.namespace, 1),
        prometheus.targetsUp(namespace, 4),
        prometheus.targetsUp(stateMetrics, 1 + (await nodeAddresses()).length),
      ]);
      expect(jobs.slice(0, 3)).toEqual([['mongo'], [`${loneSet.namespace}/mongo`], [`${namespace}/${long}`, short]]);
    },
    750,
  );

  step('has every metric that the guide lists, with its label', async () => {
    const ofAgents = `namespace="${memberSet.namespace}", endpoint="agent"`;
    const samples = await prometheus.query(`{${ofAgents}, __name__=~"mongodb_.*"}`);
    const incomplete = documentedMetrics().filter(({ name, label, members }) => {
      const found = samples.filter((sample) => sample['__name__'] === name && (label === undefined || label in sample));
      return new Set(found.map(({ pod }) => pod)).size !== members;
    });
    expect(incomplete).toEqual([]);
    expect(new Set(samples.map(({ __name__: name }) => name))).toEqual(
      new Set(documentedMetrics().map(({ name }) => name)),
    );
  });

  step("has the exporter's figures of each member by the name of its pod", async () => {
    const members = await waitFor('figures of the exporter', 60, async () => {
      const up = await prometheus.query(`mongodb_up{namespace="${memberSet.namespace}"} == 1`);
      return up.length < 3 ? undefined : up.map(({ pod, instance, job }) => ({ pod, instance, job }));
    });
    expect(new Set(members)).toEqual(
      new Set(
        [0, 1, 2].map((ordinal) => ({ pod: `mongo-${ordinal}`, instance: memberSet.host(ordinal), job: 'mongo' })),
      ),
    );
  });

  step('has data for every query of the dashboards, but for those that are not measured here', async () => {
    const queries = await appliedQueries();
    expect(queries.length).toBeGreaterThan(50);
    const empty = await waitFor('data of the dashboards', 120, async () => {
      const without = await prometheus.withoutData(queries);
      if (without.some((query) => !isUnmeasured(query))) throw new Error(without.join('\n'));
      return without;
    });
    expect(empty).toEqual(queries.filter(isUnmeasured));
  });

  step('evaluates every alert rule, and sees each of them inactive', async () => {
    await waitFor('every rule to be evaluated, and none to fire', 240, async () => {
      const rules = await prometheus.rules();
      if (rules.length !== (await appliedAlerts())) throw new Error(JSON.stringify(rules));
      const bad = rules.filter(({ health, state }) => health !== 'ok' || state !== 'inactive');
      if (bad.length > 0) throw new Error(JSON.stringify(bad));
      return true;
    });
  });

  let resting = 0;
  inLongRuns(step)('waits as long as rendered before an alert fires', async () => {
    await changeTo({ isPatient: true });
    resting = Date.now();
  });

  const ofLoneSet = others.filter(({ alerts }) => alerts.every((alert) => alert.includes(` of ${loneSet.namespace}/`)));
  for (const fault of ofLoneSet) warns(fault);

  inLongRuns(step)(
    `was silent about the set of three members and the backends for ${silentMinutes} minutes at rest`,
    async () => {
      await new Promise((resolve) => setTimeout(resolve, resting + silentMinutes * 60_000 - Date.now()));
      expect(await atRest.firedSince(resting)).toEqual([]);
      expect((await atRest.rules()).filter(({ state }) => state !== 'inactive')).toEqual([]);
      await changeTo({});
    },
    silentMinutes * 60 + 360,
  );

  for (const fault of others.filter((one) => !ofLoneSet.includes(one))) warns(fault);

  async function changeTo(change: Change): Promise<void> {
    await applyPrograms(change);
    await waitFor('the changed rules', 240, async () => {
      await prometheus.configured();
      return (await atRest.rules()).every(({ duration }) => duration > 5 === (change.isPatient ?? false))
        ? true
        : undefined;
    });
  }
});

function alertsOfLibrary(): string[] {
  const files = readdirSync(join(repository, 'lib'), { recursive: true, encoding: 'utf8' });
  const texts = files
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(repository, 'lib', file), 'utf8'));
  return texts.flatMap((text) => [...text.matchAll(/\balert: '(\w+)'/g)].map(([, alert = '']) => alert)).sort();
}

/** A metric of the guide, and the number of members of three that have it. */
interface DocumentedMetric {
  readonly name: string;
  readonly label?: string;
  readonly members: 1 | 3;
}

/** The metrics of the guide's table, in which `…` stands for the first name of the row up to its last word but those that are given. */
function documentedMetrics(): readonly DocumentedMetric[] {
  const guide = readFileSync(join(repository, 'docs', 'mongo.md'), 'utf8');
  const rows = guide.split('\n').filter((line) => line.startsWith('| `mongodb_'));
  return rows.flatMap((row) => {
    const names = [...(row.split('|')[1] ?? '').matchAll(/`([^`{]+)(?:\{(\w+)\})?`/g)];
    const [subject = ''] = /^mongodb_[a-z]+_/.exec(names[0]?.[1] ?? '') ?? [];
    const members = row.includes('by the primary alone') ? 1 : 3;
    return names.map(([, name = '', label]) => ({ name: name.replace('…_', subject), label, members }));
  });
}

// Of the test cluster's kubelets, cAdvisor knows no containers, and /metrics/resource has no periods of CPU.
function isUnmeasured(query: string): boolean {
  return query.includes('container_cpu_cfs_');
}

/** The queries of all panels of the dashboards that were applied, with the values of their variables. */
async function appliedQueries(): Promise<string[]> {
  type Dashboard = { panels: readonly { targets: readonly { expr: string; interval: string }[] }[] };
  const all = await Promise.all(
    [memberSet.namespace, loneSet.namespace, backends.namespace].map((namespace) =>
      get<{ items: readonly { data: Readonly<Record<string, string>> }[] }>(
        `-n ${namespace} configmaps -l grafana_dashboard=1`,
      ),
    ),
  );
  const files = all.flatMap(({ items }) => items.flatMap(({ data }) => Object.values(data)));
  return files
    .flatMap((file) => (JSON.parse(file) as Dashboard).panels)
    .flatMap(({ targets }) => targets)
    .map(({ expr, interval }) => expr.replaceAll('$__rate_interval', `${4 * parseInt(interval)}s`));
}

/** The number of alerts that were applied. */
async function appliedAlerts(): Promise<number> {
  const all = await Promise.all(
    [memberSet.namespace, loneSet.namespace, backends.namespace].map((namespace) =>
      kubectl(`-n ${namespace} get prometheusrules -o jsonpath={.items[*].spec.groups[*].rules[*].alert}`),
    ),
  );
  return all.join(' ').split(' ').length;
}
