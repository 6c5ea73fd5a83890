import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { adoptReport } from '../../../lib/commands/adopt/adopt-report';
import { adoptionOf, deploymentText, objectText, serviceText } from '../../adopt/adopted';

test('says what is taken, which values go into Secrets, what can be chosen, and the plan', () => {
  const tutorial = readFileSync(join(__dirname, '../../../examples/coming-from/user-admin.yaml'), 'utf8');
  expect(adoptReport(adoptionOf(tutorial))).toMatchInlineSnapshot(`
    "2 objects in 40 lines of YAML, 30 lines of TypeScript
    taken, 1 of 1 workload:
      Deployment user-admin/user-admin-backend: BackendService

    values that were literals, and must be in Secrets before the objects are applied:
      Deployment user-admin/user-admin-backend: MONGODB_URI, MASTER_KEY, JWT_SECRET, in the Secret user-admin-backend-secrets

    this asks for each value, and puts none on a command line, once the program has rendered dist/:
      npx cdk8s-backend secrets dist \\
        --set user-admin/user-admin-backend-secrets.MONGODB_URI \\
        --set user-admin/user-admin-backend-secrets.MASTER_KEY \\
        --set user-admin/user-admin-backend-secrets.JWT_SECRET

    decided so, and otherwise with the option:
      --take network  no NetworkPolicy is added (Deployment user-admin/user-admin-backend)
      --keep security  user 10001 and a read-only root file system, where the source states none: try it before (Deployment user-admin/user-admin-backend)
      --keep resources  requests and limits of the size m, where there were none: see what the pods use (Deployment user-admin/user-admin-backend)

    source.yaml → the program
      + ServiceAccount user-admin/user-admin-backend
      ~ Deployment user-admin/user-admin-backend   restarts pods
      ~ Service user-admin/user-admin-backend
      1 added, 2 changed
      all pods request cpu 0 → 100m, memory 0 → 256Mi
    "
  `);
});

test('says what is kept, left out and to be done', () => {
  const source = [
    deploymentText({ image: 'redis:7.2' }),
    deploymentText({}).replaceAll('"web"', '"api"'),
    serviceText({ clusterIP: 'None' }).replaceAll('"web"', '"api"'),
    objectText('v1', 'Secret', 'keys', { stringData: { a: 'b' } }),
    objectText('v1', 'ConfigMap', 'settings', { data: { API_KEY: 'k3y-of-somebody' } }),
  ].join('\n---\n');
  const report = adoptReport(adoptionOf(source), ['web is built here']);
  expect(report.split('\n\n').slice(0, -2).join('\n\n')).toMatchInlineSnapshot(`
    "3 objects in 51 lines of YAML, 34 lines of TypeScript
    taken, 1 of 2 workloads:
      Deployment shop/api: BackendWorker

    kept as they are, as ApiObjects:
      Deployment shop/web: redis keeps data or state of its own

    beside taken workloads, and kept as they are:
      Service shop/api: a BackendWorker has no Service

    left out of the program, and to be seen to:
      ConfigMap shop/settings has a secret in data.API_KEY, a literal value

    to be done by hand:
      web is built here

    Secrets that stay in the cluster, and whose values are not in the program: delete none:
      Secret shop/keys"
  `);
});
