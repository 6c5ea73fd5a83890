import { once } from 'node:events';
import { createServer } from 'node:http';
import { AddressInfo } from 'node:net';
import { memberNodeLabels, podNodeLabels } from '../../../../lib/mongo/agent/observe/node-labels';
import { settings } from '../set';

test.each([
  [
    { zone: 'a', region: 'north' },
    { NODE_ZONE: 'a', NODE_REGION: 'north' },
  ],
  [{ zone: 'a' }, { NODE_ZONE: 'a', NODE_REGION: '' }],
  [{}, {}],
])('reads the labels of its node as %j', (labels, environment) => {
  expect(podNodeLabels(environment)).toEqual(labels);
});

test.each([
  ['the labels that its agent reports', { 0: { zone: 'a' } }, '{"nodeLabels":{"zone":"a"}}', 'SECONDARY'],
  ['nothing of an agent that does not know', {}, '{"ready":true}', 'SECONDARY'],
  ['nothing of an answer that is none', {}, '<html>', 'SECONDARY'],
  ['nothing of a member that is down', {}, '{"nodeLabels":{"zone":"a"}}', '(not reachable/healthy)'],
])('takes of a member %s', async (_, labels, answer, state) => {
  const server = createServer((request, response) => response.end(request.url === '/status' ? answer : ''));
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const { port: agentPort } = server.address() as AddressInfo;
  const seen = await memberNodeLabels({ ...settings(), agentPort }, [{ ordinal: 0, state }], () => '127.0.0.1');
  server.close();
  expect(seen).toEqual(labels);
});
