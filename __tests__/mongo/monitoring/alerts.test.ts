import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { mongoAlerts } from '../../../lib/mongo/monitoring/alerts';
import { exported } from './exported-metrics';

const alerts = mongoAlerts({ name: 'mongo', namespace: 'shop' });

test('warns by metrics that the agents have, with labels that they have', async () => {
  const metrics = await exported();
  const unknown = alerts.flatMap(({ alert, expr, summary }) => {
    const used = [...expr.matchAll(/\b(mongodb_\w+)/g)].map(([, name = '']) => name);
    const labels = new Set(['namespace', 'pod', ...used.flatMap((name) => metrics.get(name) ?? [])]);
    return [
      ...used.filter((name) => !metrics.has(name)),
      ...[...summary.matchAll(/\$labels\.(\w+)/g)].map(([, label = '']) => label).filter((label) => !labels.has(label)),
    ].map((name) => `${alert}: ${name}`);
  });
  expect([metrics.size, unknown]).toEqual([26, []]);
});

test('looks at the pods of the set alone', () => {
  const selectors = alerts.flatMap(({ expr }) => [...expr.matchAll(/\w+(\{[^}]*\})/g)].map(([, selector]) => selector));
  expect(new Set(selectors)).toEqual(
    new Set([
      '{namespace="shop", pod=~"mongo-[0-9]+"}',
      '{namespace="shop", pod=~"mongo-[0-9]+", endpoint="agent"}',
      '{namespace="shop", pod=~"mongo-[0-9]+", node!="unknown"}',
    ]),
  );
});

test('takes an exporter that does not answer for no member that does not', () => {
  expect(alerts.flatMap(({ expr }) => /\bup\{[^}]*\}/.exec(expr) ?? []).map(String)).toEqual([
    'up{namespace="shop", pod=~"mongo-[0-9]+", endpoint="agent"}',
  ]);
});

test('has a paragraph on each alert in the guide to operations', () => {
  const headings = readFileSync(join(__dirname, '../../../docs/mongo-operations.md'), 'utf8')
    .split('\n')
    .flatMap((line) => /^#+ (.*)/.exec(line)?.[1] ?? []);
  expect(alerts.map(({ alert }) => alert).filter((alert) => !headings.includes(alert))).toEqual([]);
});

test('wakes somebody for what stops writes, and for nothing else', () => {
  expect(alerts.flatMap(({ alert, severity }) => (severity === 'critical' ? [alert] : []))).toEqual([
    'MongoNoPrimary',
    'MongoDiskFull',
  ]);
});
