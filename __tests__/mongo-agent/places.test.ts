import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { ownPlace, placesOf } from '../../lib/mongo-agent/places';
import { settings } from './set';

test.each([
  [
    { zone: 'a', region: 'north' },
    { NODE_ZONE: 'a', NODE_REGION: 'north' },
  ],
  [{ zone: 'a' }, { NODE_ZONE: 'a', NODE_REGION: '' }],
  [{}, {}],
])('knows its place as %j', (place, environment) => {
  expect(ownPlace(environment)).toEqual(place);
});

test.each([
  ['the place that its agent tells', { 0: { zone: 'a' } }, '{"place":{"zone":"a"}}', 'SECONDARY'],
  ['nothing of an agent that does not know', {}, '{"ready":true}', 'SECONDARY'],
  ['nothing of an answer that is none', {}, '<html>', 'SECONDARY'],
  ['nothing of a member that is down', {}, '{"place":{"zone":"a"}}', '(not reachable/healthy)'],
])('takes of a member %s', async (_, places, answer, state) => {
  const server = createServer((request, response) => response.end(request.url === '/status' ? answer : ''));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port: agentPort } = server.address() as AddressInfo;
  const seen = await placesOf({ ...settings(), agentPort }, [{ ordinal: 0, state }], () => '127.0.0.1');
  server.close();
  expect(seen).toEqual(places);
});
