import { EdgeKind, NodeRole } from '../../topology/graph';
import { icon } from '../drawing/icons';
import { markup, Markup } from '../markup/markup';

const roles: Readonly<Partial<Record<NodeRole, string>>> = {
  entry: 'Ingress, Gateway, route',
  service: 'Service',
  workload: 'workload',
  job: 'Job, CronJob',
  database: 'database, queue, cache',
  volume: 'volume',
  secret: 'Secret of the manifests',
  'missing-secret': 'Secret that must exist',
  outside: 'outside of the manifests',
};
const lines: Readonly<Partial<Record<EdgeKind, string>>> = {
  request: 'leads requests to',
  connection: 'is configured to connect to',
  allowed: 'may connect by a NetworkPolicy',
  volume: 'keeps data in',
};
const states = ['added', 'changed', 'removed', 'dangerous'];

/** Returns the meaning of the cards and lines of all drawings. */
export function legend(hasChanges: boolean): Markup {
  const cards = Object.entries(roles).map(
    ([role, text]) =>
      markup`<li><svg class="sample" viewBox="0 0 28 20" width="28" height="20" aria-hidden="true"><g class="node ${role}"><rect class="card" x="1" y="1" width="26" height="18" rx="5"/>${icon(role as NodeRole, 8, 4, 12)}</g></svg> ${text}</li>\n`,
  );
  const edges = Object.entries(lines).map(
    ([kind, text]) =>
      markup`<li><svg class="sample" viewBox="0 0 34 20" width="34" height="20" aria-hidden="true"><path class="edge ${kind}" d="M1 10H32" marker-end="url(#arrow-${kind})"/></svg> ${text}</li>\n`,
  );
  const changes = states.map(
    (state) =>
      markup`<li><svg class="sample changes" viewBox="0 0 28 20" width="28" height="20" aria-hidden="true"><g class="node ${state}"><rect class="card" x="2" y="2" width="24" height="16" rx="5"/></g></svg> ${state}</li>\n`,
  );
  return markup`<details class="legend" open>
<summary>Legend</summary>
<ul>
${cards}${edges}${hasChanges && changes}</ul>
<p class="keys" hidden>Click a node, or reach it by Tab, to see what it is connected with. → and ← follow its edges, ↑ and ↓ go to its neighbours, / searches, Esc leaves.</p>
</details>`;
}
