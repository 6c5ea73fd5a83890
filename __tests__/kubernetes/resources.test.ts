import { containerResources, withDefaults } from '../../lib/kubernetes/resources';

const defaults = { requests: { cpu: '100m', memory: '256Mi' }, limits: { cpu: '1', memory: '256Mi' } };

test('limits memory to the request, whichever of the two is given', () => {
  expect(withDefaults({ requests: { memory: '1Gi' } }, defaults).limits).toEqual({ cpu: '1', memory: '1Gi' });
  expect(withDefaults({ limits: { memory: '2Gi' } }, defaults).limits).toEqual({ cpu: '1', memory: '2Gi' });
  expect(withDefaults(undefined, defaults)).toEqual(defaults);
});

test('leaves out a limit that is switched off, and writes amounts as the API server stores them', () => {
  expect(containerResources({ requests: { cpu: '1000m' }, limits: { cpu: false, memory: '1024Mi' } })).toEqual({
    requests: { cpu: '1' },
    limits: { memory: '1Gi' },
  });
});
