import { dnsShape } from '../../lib/network/dns-shape';
import { problemText } from '../../lib/findings/problem';

const write = 'write { peers: [{ cidr: "10.96.0.10/32" }], ports: [53] }';
const wanted = '"kube-dns" or "openshift" or "node-local" or "gke" or { peers, ports }';
const peers = [{ cidr: '10.96.0.10/32' }];

test.each<[unknown, string]>([
  [
    'coredns',
    ` must be ${wanted}, got "coredns"; write "kube-dns" or { peers: [{ cidr: "10.96.0.10/32" }], ports: [53] }`,
  ],
  [
    ['kube-dns'],
    ` must be ${wanted}, got a list; write "kube-dns" or { peers: [{ cidr: "10.96.0.10/32" }], ports: [53] }`,
  ],
  [{ peer: [] }, `.peer is unknown; write "peers"`],
  [{ ports: [53] }, `.peers must be a list of { namespaceName, podLabels } or { cidr }, got undefined; ${write}`],
  [{ peers: [] }, `.peers must name at least one, got []; ${write}`],
  [{ peers, ports: [] }, '.ports must name at least one, got []; write [53]'],
  [{ peers, ports: [0] }, '.ports must be an integer from 1 to 65535, got 0; write 1'],
  [{ peers: [{ cidr: '10.96.0.10' }] }, '.peers[0].cidr must be CIDR blocks, got "10.96.0.10"; write "203.0.113.0/24"'],
])('refuses %j with what to write', (dns, problem) => {
  const misfit = dnsShape.misfit(dns);
  expect(misfit && `${misfit.at} ${problemText(misfit)}`).toBe(problem);
});

test.each<[unknown, string]>([
  [{ namespaceName: 'kube system' }, '.peers[1].namespaceName'],
  [{ namespaceName: 'dns', podLabels: { 'a b': 'c' } }, '.peers[1].podLabels "a b"'],
  [{ namespaceName: 'dns', podLabels: { a: 'b c' } }, '.peers[1].podLabels "a"'],
])('names the place of %j, which no namespace or pod has', (peer, at) => {
  expect(dnsShape.misfit({ peers: [...peers, peer] })?.at).toBe(at);
});
