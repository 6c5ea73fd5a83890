import { at, outcome } from '../edge-values';

test.each<[string, object, string, unknown]>([
  [
    'makes a sidecar an init container that stays',
    { sidecars: { proxy: { image: 'a:1' } } },
    'Deployment spec.template.spec.initContainers.0',
    {
      name: 'proxy',
      image: 'a:1',
      imagePullPolicy: 'Always',
      resources: {
        limits: { cpu: '500m', 'ephemeral-storage': '256Mi', memory: '64Mi' },
        requests: { cpu: '10m', 'ephemeral-storage': '16Mi', memory: '64Mi' },
      },
      restartPolicy: 'Always',
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { drop: ['ALL'] },
        privileged: false,
        readOnlyRootFilesystem: true,
        runAsNonRoot: true,
      },
      volumeMounts: [{ name: 'tmp', mountPath: '/tmp' }],
    },
  ],
  [
    'mounts a volume of the service at another path, where the image has files at that of the service',
    {
      mounts: { '/app/plugins': { emptyDir: '64Mi' }, '/etc/region': { configMap: 'cluster' } },
      initContainers: {
        copy: {
          image: 'a:1',
          command: ['cp', '-r', '/app/plugins/.', '/copy'],
          mounts: { '/copy': '/app/plugins', '/etc/region': '/etc/region' },
        },
      },
    },
    'Deployment spec.template.spec.initContainers.0.volumeMounts',
    [
      { name: 'app-plugins', mountPath: '/copy' },
      { name: 'etc-region', mountPath: '/etc/region', readOnly: true },
    ],
  ],
  [
    "waits with the application's own image",
    { waitFor: [{ host: 'db', port: 5432 }], egressTo: [{ namespaceName: 'shop', ports: [5432] }] },
    'Deployment spec.template.spec.initContainers.0.image',
    'docker.io/demo/api:1.2.3',
  ],
])('%s', (_, props, path, expected) => {
  expect(at(outcome(props).manifests, path)).toEqual(expected);
});

test.each<[object, string[], object]>([
  [
    { initContainers: { A: { image: 'a:1' } } },
    [
      'initContainers["A"] must be a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit, got "A"; write "a"',
    ],
    { initContainers: { a: { image: 'a:1' } } },
  ],
  [
    { initContainers: { api: { image: 'a:1' } } },
    ['initContainers["api"] must have a name of its own in the pod, got "api"; write another name'],
    { initContainers: { web: { image: 'a:1' } } },
  ],
  [
    { initContainers: { a: { image: 'a' } } },
    [
      'initContainers["a"].image has no tag, got "a"; write "repository:tag" or "repository:tag@sha256:<64 hexadecimal digits>"',
    ],
    { initContainers: { a: { image: 'a:1' } } },
  ],
  [
    { initContainers: { a: { image: 'a:1', mounts: ['/data'] } } },
    ['initContainers["a"].mounts[0] must be a path of the service\'s mounts, got "/data"; write one of "/tmp"'],
    { initContainers: { a: { image: 'a:1', mounts: [] } } },
  ],
  [
    { initContainers: { a: { image: 'a:1', mounts: { '/copy': '/data', copy: '/tmp' } } } },
    [
      'initContainers["a"].mounts["copy"] must be an absolute path without "..", ":" and "/" at its end, got "copy"; write "/var/lib/app"',
      'initContainers["a"].mounts["/copy"] must be a path of the service\'s mounts, got "/data"; write one of "/tmp"',
    ],
    { initContainers: { a: { image: 'a:1', mounts: { '/copy': '/tmp' } } } },
  ],
  [
    { initContainers: { a: { image: 'a:1', mounts: ['/tmp', '/tmp'] } } },
    ['initContainers["a"].mounts must be named once each, got ["/tmp","/tmp"]; leave the others out'],
    { initContainers: { a: { image: 'a:1', mounts: ['/tmp'] } } },
  ],
  [
    { sidecars: { a: { image: 'a:1', ports: { http: 9000 } } } },
    ['sidecars["a"].ports["http"] must have a name of its own in the pod, got "http"; write another name'],
    { sidecars: { a: { image: 'a:1', ports: { proxy: 9000 } } } },
  ],
  [
    { sidecars: { a: { image: 'a:1', ports: { proxy: 8080 } } } },
    ['sidecars["a"].ports["proxy"] must not be the number of port "http", got 8080; write another number'],
    { sidecars: { a: { image: 'a:1', ports: { proxy: 8081 } } } },
  ],
  [
    { sidecars: { a: { image: 'a:1', ready: '/ready' } } },
    ['sidecars["a"].ready must ask a port of the container, got "http"; add it to ports'],
    { sidecars: { a: { image: 'a:1', ports: { proxy: 1 }, ready: { tcp: 'proxy' } } } },
  ],
  [
    { waitFor: [{ host: 'a b', port: 1 }] },
    ['waitFor[0].host must be a DNS subdomain: lower-case letters, digits, "-" and ".", got "a b"; write "a-b"'],
    { waitFor: [{ host: 'a.b', port: 1 }], egressTo: ['internet'] },
  ],
  [
    { waitFor: [{ host: 'a', port: 0 }] },
    ['waitFor[0].port must be an integer from 1 to 65535, got 0; write 1'],
    { waitFor: [] },
  ],
])('refuses %p', (bad, findings, good) => {
  expect(outcome(bad).findings.map((finding) => finding.replace('[shop/api] ', ''))).toEqual(findings);
  expect(outcome(good).findings).toEqual([]);
});
