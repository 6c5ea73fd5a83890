import { searchBy } from '../../../lib/plan/diff/manifest-search';
import { object } from '../../manifests';

const [service, web, api] = [object('Service'), object('Deployment'), object('Deployment', {}, { name: 'api' })];
const manifests = [service, web, api];

test('finds the objects that have one of the keys, each once and in their order', () => {
  const search = searchBy(({ kind, metadata }) => [kind, metadata.name]);
  expect(search(manifests, 'Deployment', 'web')).toEqual(manifests);
  expect(search(manifests, 'api')).toEqual([api]);
  expect(search(manifests, 'Pod')).toEqual([]);
  expect(search([service], 'Deployment')).toEqual([]);
});
