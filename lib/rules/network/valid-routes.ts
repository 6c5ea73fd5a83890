import { Fault } from '../../findings/problem';
import { Rule } from '../rule';
import { field, listField, textField } from '../../manifests/fields';
import { groupOf } from '../../manifests/kinds';
import { Manifest } from '../../manifests/manifest';
import { quoted } from '../../findings/findings';
import { dnsSubdomainProblem } from '../../kubernetes/names';

/** The API server refuses a host that is more than a name, and a path that does not begin at the root. */
export const validRoutes: Rule = {
  id: 'valid-routes',
  summary: 'Hosts of an Ingress or HTTPRoute are DNS names, and paths begin with "/"',
  why: 'the API server refuses the object',
  rechecks: true,
  *check(manifests) {
    for (const object of manifests) {
      for (const [at, host] of hosts(object)) {
        const fault = hostFault(at, host);
        if (fault !== undefined) yield { object, ...fault };
      }
      for (const [at, path] of paths(object)) {
        if (!path.startsWith('/'))
          yield { object, at, want: 'must begin with "/"', got: quoted(path), write: `write ${quoted(`/${path}`)}` };
      }
    }
  },
};

/** The hosts of an object, each after its place. */
function hosts(object: Manifest): [string, string][] {
  if (isHttpRoute(object)) return texts('spec.hostnames', listField(object, 'spec', 'hostnames'));
  if (!isIngress(object)) return [];
  return [
    ...listField(object, 'spec', 'rules').flatMap((rule, index) =>
      texts(`spec.rules[${index}].host`, [field(rule, 'host')]),
    ),
    ...listField(object, 'spec', 'tls').flatMap((tls, index) =>
      texts(`spec.tls[${index}].hosts`, listField(tls, 'hosts')),
    ),
  ];
}

/** The paths of an object, each after its place. */
function paths(object: Manifest): [string, string][] {
  const rules = isIngress(object) || isHttpRoute(object) ? listField(object, 'spec', 'rules') : [];
  return rules.flatMap((rule, index) => [
    ...listField(rule, 'http', 'paths').flatMap((path, place) =>
      texts(`spec.rules[${index}].http.paths[${place}].path`, [field(path, 'path')]),
    ),
    ...listField(rule, 'matches')
      .filter((match) => textField(match, 'path', 'type') !== 'RegularExpression')
      .flatMap((match, place) =>
        texts(`spec.rules[${index}].matches[${place}].path.value`, [field(match, 'path', 'value')]),
      ),
  ]);
}

function texts(at: string, values: readonly unknown[]): [string, string][] {
  return values
    .filter((value): value is string => typeof value === 'string' && value !== '')
    .map((value) => [at, value]);
}

function isIngress(object: Manifest): boolean {
  return object.kind === 'Ingress' && groupOf(object) === 'networking.k8s.io';
}

function isHttpRoute(object: Manifest): boolean {
  return object.kind === 'HTTPRoute' && groupOf(object) === 'gateway.networking.k8s.io';
}

function hostFault(at: string, host: string): Fault | undefined {
  const name = host.replace(/^\*\./, '');
  const isAddress = /^\d+(\.\d+){3}$/.test(name);
  if (!isAddress && dnsSubdomainProblem(name) === undefined) return undefined;
  const bare = host
    .toLowerCase()
    .replace(/^[a-z][a-z+.-]*:\/\//, '')
    .replace(/[:/?#].*$/, '');
  const write = !isAddress && dnsSubdomainProblem(bare.replace(/^\*\./, '')) === undefined ? bare : 'api.example.com';
  return {
    at,
    want: 'must be a DNS name without scheme, port or path',
    got: quoted(host),
    write: `write ${quoted(write)}`,
  };
}
