import { createHash } from 'node:crypto';
import type * as k8s from '../../imports/k8s';

/** A panel of a dashboard: lines over time. */
export interface Panel {
  readonly title: string;
  /** The unit, as Grafana names it, such as `bytes`, `s` or `percentunit`. */
  readonly unit: string;
  /** The queries by the legend of their lines, in which `{{pod}}` is the value of a label. */
  readonly queries: Readonly<Record<string, string>>;
}

/** The label by which the sidecar of Grafana's chart finds the ConfigMaps with dashboards. */
const sidecarLabel = { grafana_dashboard: '1' };

// That of Grafana 10.3. A later Grafana migrates it; an earlier one does not know those after it.
const schemaVersion = 39;

const datasource = { type: 'prometheus', uid: '${datasource}' };
const [width, height] = [12, 8];

/**
 * Returns the ConfigMap of a Grafana dashboard of these panels. `intervalSeconds` is the time between two scrapes; `$__rate_interval` is
 * four times that, at least.
 * https://grafana.com/docs/grafana/latest/dashboards/build-dashboards/view-dashboard-json-model/
 */
export function dashboardConfigMap(
  metadata: k8s.ObjectMeta & { readonly name: string },
  intervalSeconds: number,
  panels: readonly Panel[],
): k8s.ConfigMap {
  const { name, namespace } = metadata;
  const place = namespace === undefined ? [name] : [namespace, name];
  const dashboard = {
    // Of 8 to 40 characters.
    uid: createHash('sha256').update(place.join('/')).digest('hex').slice(0, 16),
    title: place.join('/'),
    tags: ['cdk8s-backend'],
    schemaVersion,
    timezone: 'browser',
    time: { from: 'now-6h', to: 'now' },
    refresh: '1m',
    graphTooltip: 1,
    templating: { list: [{ type: 'datasource', name: 'datasource', label: 'Data source', query: 'prometheus' }] },
    panels: panels.map((panel, index) => panelModel(panel, index, intervalSeconds)),
  };
  return {
    metadata: { ...metadata, name: `${name}-dashboard`, labels: { ...metadata.labels, ...sidecarLabel } },
    // The sidecar writes the files of all namespaces into one directory.
    data: { [`${place.join('.')}.json`]: JSON.stringify(dashboard) },
  };
}

function panelModel({ title, unit, queries }: Panel, index: number, intervalSeconds: number): object {
  return {
    id: index + 1,
    type: 'timeseries',
    title,
    datasource,
    gridPos: { x: (index % 2) * width, y: Math.floor(index / 2) * height, w: width, h: height },
    fieldConfig: { defaults: { unit, min: 0 }, overrides: [] },
    options: {
      legend: { showLegend: true, displayMode: 'list', placement: 'bottom', calcs: [] },
      tooltip: { mode: 'multi', sort: 'desc' },
    },
    targets: Object.entries(queries).map(([legendFormat, expr], query) => ({
      refId: String.fromCharCode('A'.charCodeAt(0) + query),
      datasource,
      expr,
      legendFormat,
      interval: `${intervalSeconds}s`,
    })),
  };
}
