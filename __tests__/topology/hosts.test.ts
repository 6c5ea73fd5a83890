import { addressHosts, isQualified, uriHosts, wholeHost } from '../../lib/topology/hosts';

test.each([
  ['mongodb://user:p%40ss@a.example.com:27017,b.example.com/db', ['a.example.com:27017', 'b.example.com']],
  ['postgres://$(USER):$(PASSWORD)@db:5432/shop', ['db:5432']],
  ['kafka at SASL_SSL://Broker.example.com.:9092 and http://[2001:db8::1]:80/', ['2001:db8::1:80']],
  ['http://localhost:8080 http://127.0.0.1 file:///etc/passwd unix:///run/a.sock', []],
  ['mongodb://${login}/?a=b http://$HOST/ http://{{ .Values.host }}/', []],
])('finds the hosts of the URIs in %j', (text, hosts) => {
  expect(uriHosts(text).map(({ name, port }) => (port === undefined ? name : `${name}:${port}`))).toEqual(hosts);
});

test('returns neither the user nor the password', () => {
  expect(JSON.stringify(uriHosts('amqp://alice:secret@queue:5672'))).toBe(
    '[{"name":"queue","port":"5672","scheme":"amqp"}]',
  );
});

test.each([
  ['--join=etcd-0:2379,etcd-1:2379 at 12:30', ['etcd-0', 'etcd-1']],
  ['image:1.2 a@host:80 http://web:80/', []],
])('finds the addresses with a port in %j', (text, names) => {
  expect(addressHosts(text).map(({ name }) => name)).toEqual(names);
});

test.each([
  ['redis', ['redis']],
  [' db.example.com:5432 ', ['db.example.com']],
  ['two words', []],
  ['8080', []],
])('reads %j as a whole', (text, names) => {
  expect(wholeHost(text).map(({ name }) => name)).toEqual(names);
});

test.each([
  ['db.example.com', true],
  ['10.0.0.1', true],
  ['main.js', false],
  ['redis', false],
])('tells whether %s is a name outside of the cluster', (name, isOutside) => {
  expect(isQualified(name)).toBe(isOutside);
});
