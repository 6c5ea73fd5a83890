import { checkCommand } from '../../../lib/commands/check/check-command';
import { RecordedTerminal } from '../secrets/recorded-terminal';
import { temporaryDirectory } from '../../temporary-directory';

const settings = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings, namespace: shop }\n';
const pod = '{ metadata: { labels: { app: LABEL } }, spec: { containers: [{ name: main, image: a:1 }] } }';
const workload = (kind: string, name: string, selector: string, label = name): string =>
  `apiVersion: apps/v1\nkind: ${kind}\nmetadata: { name: ${name}, namespace: shop }\nspec:\n  selector: ${selector}\n  template: ${pod.replace('LABEL', label)}\n`;
const service = (selector: string, name = 'web'): string =>
  `apiVersion: v1\nkind: Service\nmetadata: { name: ${name}, namespace: shop }\nspec: { selector: ${selector}, ports: [{ name: http, port: 80 }] }\n`;

/** The exit code, and the files that are skipped. */
async function checked(files: Readonly<Record<string, string>>, ...options: readonly string[]) {
  const folder = temporaryDirectory(files);
  const terminal = new RecordedTerminal();
  const code = await checkCommand([folder, '--ignore', 'require-restricted-pods', ...options], terminal);
  const skipped = [...terminal.complaints.matchAll(/^skipped (.+), which/gm)].map(([, file = '']) =>
    file.slice(folder.length + 1),
  );
  return { code, skipped };
}

test.each<[what: string, files: Record<string, string>, skipped: string[], options?: string[]]>([
  [
    'an overlay of kustomize',
    { 'kustomization.yml': 'resources: [../base]\n', 'settings.yaml': settings },
    ['kustomization.yml'],
  ],
  [
    'a component of kustomize',
    { 'kustomization.yaml': 'apiVersion: kustomize.config.k8s.io/v1alpha1\nkind: Component\n', 'a.yaml': settings },
    ['kustomization.yaml'],
  ],
  [
    'a repository of a service',
    {
      'deploy.yaml': settings,
      'docker-compose.yaml': 'services: { db: { image: "mongo:8.0" } }\n',
      'package-lock.json': '{ "lockfileVersion": 3 }',
      'tsconfig.json': '{\n  // strict\n  "compilerOptions": { "strict": true },\n}',
      '.gitlab-ci.yml': 'test: { script: !reference [.setup, script] }\n',
    },
    ['.gitlab-ci.yml', 'docker-compose.yaml', 'package-lock.json', 'tsconfig.json'],
  ],
  [
    'a chart beside manifests',
    { 'a.yaml': settings, 'chart/Chart.yaml': 'apiVersion: v2\n', 'chart/templates/a.yaml': 'a: {{ .Values.a }}\n' },
    [],
  ],
  [
    'a chart below, with --recursive',
    { 'a.yaml': settings, 'chart/Chart.yaml': 'apiVersion: v2\n', 'chart/templates/a.yaml': 'a: {{ .Values.a }}\n' },
    ['chart/Chart.yaml', 'chart/templates/a.yaml'],
    ['-R'],
  ],
  [
    'two objects with generateName',
    {
      'a.yaml': settings
        .replace('name: settings', 'generateName: a-')
        .concat('---\n', settings.replace('name: settings', 'generateName: a-')),
    },
    [],
  ],
  [
    'tracks of a workload that expressions keep apart',
    {
      'a.yaml': workload(
        'Deployment',
        'web',
        '{ matchLabels: { app: web }, matchExpressions: [{ key: beta, operator: DoesNotExist }] }',
      ),
      'b.yaml': workload('Deployment', 'web-beta', '{ matchLabels: { beta: "1" } }', 'web, beta: "1"'),
    },
    [],
  ],
  [
    'a Service for each pod of a StatefulSet',
    {
      'a.yaml': workload('StatefulSet', 'db', '{ matchLabels: { app: db } }'),
      'b.yaml': service('{ apps.kubernetes.io/pod-index: "0", app: db }'),
    },
    [],
  ],
  [
    'an action of a load balancer',
    {
      'a.yaml':
        'apiVersion: networking.k8s.io/v1\nkind: Ingress\nmetadata:\n  name: web\n  namespace: shop\n  annotations:\n' +
        '    alb.ingress.kubernetes.io/actions.gone: \'{"type":"fixed-response"}\'\n' +
        'spec: { defaultBackend: { service: { name: gone, port: { name: use-annotation } } } }\n',
    },
    [],
  ],
])('finds nothing wrong with %s', async (_, files, skipped, options = []) => {
  expect(await checked(files, ...options)).toEqual({ code: 0, skipped });
});

test.each<[what: string, files: Record<string, string>]>([
  ['a manifest without its kind', { 'a.yaml': settings, 'b.yaml': 'apiVersion: v1\nmetadata: { name: b }\n' }],
  ['a manifest without a name', { 'a.yaml': settings, 'b.yaml': 'apiVersion: v1\nkind: Secret\n' }],
  ['a file that is not YAML', { 'a.yaml': settings, 'b.yaml': 'apiVersion: v1\n kind: Secret\n' }],
  ['a template of an operator without quotes', { 'a.yaml': settings, 'b.yaml': `${settings}data: { a: {{ .a }} }\n` }],
])('finds %s', async (_, files) => {
  expect(await checked(files)).toEqual({ code: 3, skipped: [] });
});
