import { checkCommand } from '../../../lib/commands/check/check-command';
import { Finding, findingText } from '../../../lib/findings/finding';
import { RecordedTerminal } from '../secrets/recorded-terminal';
import { temporaryDirectory } from '../../temporary-directory';

const secure = `securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: [ALL] } }`;

/** A folder with an application of one Deployment, as its author writes it. */
function application({ pod = '', container = '', spec = '', more = '' }): string {
  return `apiVersion: apps/v1
kind: Deployment
metadata: { name: shop, namespace: store }
spec:
  ${spec}
  selector: { matchLabels: { app: shop } }
  template:
    metadata: { labels: { app: shop } }
    spec:
      ${pod}
      securityContext: { runAsNonRoot: true, runAsUser: 1000, seccompProfile: { type: RuntimeDefault } }
      containers:
        - name: shop
          image: docker.io/demo/shop:2.1.0
          ports: [{ name: web, containerPort: 3000 }]
          ${secure}
          ${container}
${more}`;
}

const service = (port: string): string =>
  `---\napiVersion: v1\nkind: Service\nmetadata: { name: shop, namespace: store }\nspec: { selector: { app: shop }, ports: [{ port: 80, targetPort: ${port} }] }\n`;
const object = (apiVersion: string, kind: string, rest: string, name = 'shop'): string =>
  `---\napiVersion: ${apiVersion}\nkind: ${kind}\nmetadata: { name: ${name}, namespace: store }\n${rest}\n`;

/** The findings of `check` in a folder with this file but the notes, without their file. */
async function answers(text: string): Promise<string[]> {
  const terminal = new RecordedTerminal();
  await checkCommand([temporaryDirectory({ 'app.yaml': text }), '--format', 'json'], terminal);
  return (JSON.parse(terminal.output) as Finding[]).map((finding) => findingText({ ...finding, file: undefined }));
}

test.each<[string, string]>([
  ['an application that fits', application({ more: service('web') })],
  [
    'strings that look like others',
    application({
      container: `env: [{ name: T, value: 12:30:45 }, { name: D, value: 2030-01-31 }, { name: A, value: '1_000' }]`,
    }),
  ],
  [
    'an account, a ConfigMap and a Service from elsewhere',
    application({ pod: 'serviceAccountName: shared', container: 'envFrom: [{ configMapRef: { name: cluster } }]' }),
  ],
  [
    'an autoscaler beside no number',
    application({
      more: object(
        'autoscaling/v2',
        'HorizontalPodAutoscaler',
        'spec: { maxReplicas: 4, scaleTargetRef: { apiVersion: apps/v1, kind: Deployment, name: shop } }',
      ),
    }),
  ],
])('says nothing of %s', async (_, text) => {
  expect(await answers(text)).toEqual([]);
});

test.each<[string, string, string[]]>([
  [
    'numbers and booleans of YAML 1.1 where strings are wanted',
    application({ container: `env: [{ name: A, value: 1_000 }, { name: B, value: off }, { name: C, value: 0o17 }]` }),
    [
      '[Deployment store/shop] spec.template.spec.containers["shop"].env["A"].value must be a string, got 1000; write "1000" (valid-fields)',
      '[Deployment store/shop] spec.template.spec.containers["shop"].env["B"].value must be a string, got false; write it in quotes (valid-fields)',
      '[Deployment store/shop] spec.template.spec.containers["shop"].env["C"].value must be a string, got 15; write "15" (valid-fields)',
    ],
  ],
  [
    'a string where a number is wanted',
    application({ spec: 'replicas: "2"' }),
    ['[Deployment store/shop] spec.replicas must be an integer, got "2"; write 2 (valid-fields)'],
  ],
  [
    'a label that YAML reads as a number',
    object('v1', 'ConfigMap', 'data: { rate: 0.5 }'),
    ['[ConfigMap store/shop] data["rate"] must be a string, got 0.5; write it in quotes, such as "0.5" (valid-fields)'],
  ],
  [
    'a targetPort that no container has',
    application({ more: service('http') }),
    [
      '[Service store/shop] spec.ports[0].targetPort must be a port of the selected pods, got "http"; write web (no-dangling-target-port)',
    ],
  ],
  [
    'a strategy with the settings of another',
    application({ spec: 'strategy: { type: Recreate, rollingUpdate: { maxUnavailable: 1 } }' }),
    [
      '[Deployment store/shop] spec.strategy must have no rollingUpdate with type "Recreate"; leave rollingUpdate out (no-conflicting-fields)',
    ],
  ],
  [
    'a device without a limit',
    application({ container: 'resources: { requests: { amd.com/gpu: 2 } }' }),
    [
      '[Deployment store/shop] spec.template.spec.containers["shop"].resources.requests["amd.com/gpu"] must have a limit of the same amount, got none; write limits: { amd.com/gpu: 2 } (valid-extended-resources)',
    ],
  ],
  [
    'a budget that lets no pod go',
    application({
      spec: 'replicas: 2',
      more: object(
        'policy/v1',
        'PodDisruptionBudget',
        'spec: { minAvailable: 2, selector: { matchLabels: { app: shop } } }',
      ),
    }),
    [
      '[PodDisruptionBudget store/shop] spec.minAvailable must let a pod go, got 2 of 2 pods; write maxUnavailable: 1, or more replicas (no-blocking-budget)',
    ],
  ],
  [
    'a claim by a name that is nearly there',
    application({
      pod: 'volumes: [{ name: data, persistentVolumeClaim: { claimName: shop-dta } }]',
      more: object(
        'v1',
        'PersistentVolumeClaim',
        'spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }',
        'shop-data',
      ),
    }),
    [
      '[Deployment store/shop] spec.template.spec.volumes["data"].persistentVolumeClaim.claimName must name a PersistentVolumeClaim of the output, got "shop-dta"; write "shop-data" (no-dangling-reference)',
    ],
  ],
  [
    'an argument with a variable that there is not',
    application({ container: 'args: ["--dir=$(DATA_DIRR)"]\n          env: [{ name: DATA_DIR, value: /data }]' }),
    [
      '[Deployment store/shop] spec.template.spec.containers["shop"].args refers to $(DATA_DIRR), which the container does not have; write $(DATA_DIR), or write $$(DATA_DIRR) for the text itself (no-dangling-env-reference)',
    ],
  ],
  [
    'an unsafe sysctl',
    application({}).replace(
      'runAsUser: 1000,',
      'runAsUser: 1000, sysctls: [{ name: net.core.somaxconn, value: "1" }],',
    ),
    [
      `[Deployment store/shop] spec.template.spec.securityContext.sysctls["net.core.somaxconn"].name must be safe for the node's other pods, got "net.core.somaxconn"; leave it out (require-restricted-pods)`,
    ],
  ],
])('says of %s what to write', async (_, text, lines) => {
  expect(await answers(text)).toEqual(lines);
});
