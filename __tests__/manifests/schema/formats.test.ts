import { problemText } from '../../../lib/findings/problem';
import { formatFaults } from '../../../lib/manifests/schema/formats';

function texts(type: string, object: Record<string, unknown>): string[] {
  return [...formatFaults(type, object)].map(({ at, ...problem }) => `${at.join('.')} ${problemText(problem)}`);
}

test.each<[string, Record<string, unknown>]>([
  ['PodSpec', { hostname: 'a', nodeSelector: { 'kubernetes.io/os': 'linux' }, serviceAccountName: 'a.b' }],
  ['ServiceSpec', { clusterIP: 'None', externalName: 'db.example.com.', loadBalancerSourceRanges: [' 10.0.0.0/8 '] }],
  ['ServiceSpec', { clusterIP: '', externalName: '' }],
  ['PodDNSConfig', { searches: ['.', 'a_b.example.com'] }],
  ['ResourceFieldSelector', { resource: 'limits.hugepages-2Mi' }],
  ['ResourceQuotaSpec', { hard: { 'count/jobs.batch': 1, 'requests.hugepages-2Mi': 1, 'requests.nvidia.com/gpu': 1 } }],
  ['CSIVolumeSource', { driver: 'Csi.example.com' }],
  ['NonResourcePolicyRule', { nonResourceURLs: ['*', '/healthz'] }],
  ['ResourcePolicyRule', { namespaces: ['*'] }],
  ['ServiceAccountSubject', { name: '*' }],
  ['KeyToPath', { path: 'a/b' }],
  ['Unknown', { hostname: 'A B' }],
])('takes a %s of %p', (type, object) => {
  expect(texts(type, object)).toEqual([]);
});

const label = 'must be a DNS label: lower-case letters, digits and "-", beginning and ending with a letter or digit';

test.each<[string, Record<string, unknown>, string]>([
  ['PodSpec', { hostname: 'Web' }, `hostname ${label}, got "Web"; write "web"`],
  [
    'PodSpec',
    { nodeSelector: { 'a/b/c': 'x' } },
    'nodeSelector.a/b/c must be a label key, got "a/b/c"; write a name of at most 63 characters, such as "team" or "example.com/team"',
  ],
  [
    'ServiceSpec',
    { selector: { app: 'a b' } },
    'selector.app must be at most 63 letters, digits, "-", "_" and ".", beginning and ending with a letter or digit, got "a b"',
  ],
  ['ServiceSpec', { externalIPs: ['x'] }, 'externalIPs.0 must be an IP address, got "x"; write "192.0.2.1"'],
  [
    'PodDNSConfig',
    { searches: [null] },
    'searches.0 must be a DNS subdomain: lower-case letters, digits, "-" and ".", got ""',
  ],
  [
    'IngressSpec',
    { ingressClassName: '' },
    'ingressClassName must be a DNS subdomain: lower-case letters, digits, "-" and ".", got ""',
  ],
  [
    'IPBlock',
    { except: ['10.0.0.0'] },
    'except.0 must be a CIDR block, got "10.0.0.0"; write one such as "203.0.113.0/24"',
  ],
  ['ConfigMap', { data: { 'a b': '' } }, 'data.a b must be letters, digits, "-", "_" and ".", got "a b"; write "a-b"'],
  [
    'ResourceFieldSelector',
    { resource: 'limits.gpu' },
    'resource must be a resource of the container, got "limits.gpu"; write one such as "limits.memory"',
  ],
  [
    'ResourceQuotaSpec',
    { hard: { pod: 10 } },
    'hard.pod must be a resource of Kubernetes, or a name with a domain, got "pod"; write "pods"',
  ],
  [
    'ResourceQuotaSpec',
    { hard: { 'request.memory': '1Gi' } },
    'hard.request.memory must be a resource of Kubernetes, or a name with a domain, got "request.memory"; write "requests.memory"',
  ],
  [
    'LimitRangeItem',
    { max: { CPU: 1 } },
    'max.CPU must be a resource of Kubernetes, or a name with a domain, got "CPU"; write "cpu"',
  ],
  [
    'ValidatingWebhook',
    { name: 'hook' },
    'name must be a domain of at least three parts, got "hook"; write one such as "hook.example.com"',
  ],
  [
    'WebhookClientConfig',
    { url: 'http://hook.example.com' },
    'url must be an https URL without query, got "http://hook.example.com"; write one such as "https://hook.example.com/a"',
  ],
  ['StorageClass', { parameters: { '': 'a' } }, 'parameters. must not be empty, got ""; write it, or leave it out'],
  ['ServiceReference', { path: 'a' }, 'path must begin with "/", got "a"; write "/a"'],
  [
    'EnvVar',
    { name: 'LEVEL=debug' },
    'name must be printable ASCII without "=", got "LEVEL=debug"; write one such as "LOG_LEVEL"',
  ],
  [
    'Container',
    { image: 'https://ghcr.io/a/web:1' },
    'image must have no scheme, got "https://ghcr.io/a/web:1"; write "ghcr.io/a/web:1"',
  ],
])('refuses a %s of %p', (type, object, text) => {
  expect(texts(type, object)).toEqual([text]);
});
