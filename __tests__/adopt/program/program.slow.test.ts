import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { compilerProblems } from '../../compiler-problems';
import { adoptionOf, deploymentText, objectText, serviceText } from '../adopted';

const prettier = join(__dirname, '../../../node_modules/prettier/bin/prettier.cjs');
const sources = {
  tutorial: readFileSync(join(__dirname, '../../../examples/coming-from/user-admin.yaml'), 'utf8'),
  mixed: [
    deploymentText({
      ports: [{ containerPort: 8080 }],
      args: ['--greeting', "it's", '--quoted="yes"', 'x'.repeat(130)],
      env: [{ name: 'LINES', value: 'a\n  `b` ${c} \\d\n' }],
      envFrom: [{ configMapRef: { name: 'settings' } }],
      lifecycle: { postStart: { exec: { command: ['sh', '-c', 'echo'] } } },
    }),
    serviceText({ type: 'NodePort', ports: [{ port: 80, targetPort: 8080, nodePort: 30080 }] }),
    objectText('v1', 'ConfigMap', 'settings', { data: { 'a.b': 'one\ntwo\n', __proto: 'c', 'tab\t': 'd\u2028e' } }),
  ].join('\n---\n'),
  routed: [
    deploymentText(
      { ports: [{ containerPort: 8080 }] },
      {
        initContainers: [{ name: 'wait', image: 'docker.io/demo/wait:1.0.0' }],
        containers: [
          { name: 'main', image: 'docker.io/demo/web:1.0.0', ports: [{ containerPort: 8080 }] },
          {
            name: 'proxy',
            image: 'docker.io/demo/proxy:1.0.0',
            ports: [{ name: 'tls', containerPort: 8443 }],
            readinessProbe: { httpGet: { path: '/ok', port: 'tls', scheme: 'HTTPS' } },
          },
        ],
      },
    ),
    serviceText({
      ports: [
        { port: 80, targetPort: 8080 },
        { port: 443, targetPort: 'tls' },
      ],
    }),
    serviceText({ clusterIP: 'None', ports: [{ port: 8443, targetPort: 'tls' }] }, { name: 'web-peers' }),
    ...['web', 'web-b'].map((name) =>
      objectText('networking.k8s.io/v1', 'Ingress', name, {
        spec: {
          ingressClassName: 'haproxy',
          tls: [{ hosts: [`${name}.example.com`] }],
          rules: [
            {
              host: `${name}.example.com`,
              http: {
                paths: [{ path: '/a', pathType: 'Exact', backend: { service: { name: 'web', port: { number: 80 } } } }],
              },
            },
          ],
        },
      }),
    ),
    objectText('gateway.networking.k8s.io/v1', 'HTTPRoute', 'route', {
      spec: {
        parentRefs: [{ name: 'public' }],
        hostnames: ['c.example.com'],
        rules: [{ matches: [{ path: { type: 'Exact', value: '/c' } }], backendRefs: [{ name: 'web', port: 443 }] }],
      },
    }),
  ].join('\n---\n'),
};

test('programs compile, and are laid out as prettier does', () => {
  const programs = Object.fromEntries(Object.entries(sources).map(([name, source]) => [name, adoptionOf(source).text]));
  expect(compilerProblems(programs)).toEqual({ tutorial: [], mixed: [], routed: [] });
  expect(
    ['sidecars', 'services', 'ingress', 'httpRoute'].filter((name) => !programs['routed']?.includes(`    ${name}: `)),
  ).toEqual([]);
  for (const text of Object.values(programs))
    expect(
      execFileSync(process.execPath, [prettier, '--stdin-filepath', 'main.ts'], { input: text, encoding: 'utf8' }),
    ).toBe(text);
});
