import { operatorLiterals } from '../../../lib/rules/secrets/operator-literals';
import { object } from '../../manifests';

test('finds what a template does not take from a store, but for the names of users and places', () => {
  const data = {
    username: 'app',
    host: 'db',
    known_hosts: 'github.com ssh-ed25519 AAAA',
    token: 'literal',
    uri: '{{ .uri }}',
  };
  expect(operatorLiterals(object('ExternalSecret', { spec: { target: { template: { data } } } }))).toEqual([
    ['spec', 'target', 'template', 'data', 'token'],
  ]);
});

test('finds credentials of a store at any depth, and not the references to them', () => {
  const aws = { auth: { secretRef: { secretAccessKeySecretRef: { name: 'aws', key: 'secret' } } } };
  const provider = { aws, onepassword: { auth: { connectToken: 'literal' } } };
  expect(operatorLiterals(object('ClusterSecretStore', { spec: { provider } }))).toEqual([
    ['spec', 'provider', 'onepassword', 'auth', 'connectToken'],
  ]);
});

test.each([{}, { spec: null }, { spec: { provider: [] } }, { spec: { target: { template: 'a' } } }])(
  'finds nothing in %j, which is no store and no template',
  (fields) => {
    expect(['SecretStore', 'ExternalSecret'].flatMap((kind) => operatorLiterals(object(kind, fields)))).toEqual([]);
  },
);
