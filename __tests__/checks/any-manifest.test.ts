import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { broken } from '../../e2e/fixtures/mutations';
import { checkManifests } from '../../lib/checks/check-manifests';
import { parsedManifests } from '../../lib/folders/parsed-manifests';
import { Manifest } from '../../lib/manifests/manifest';

const file = join(__dirname, '../../e2e/fixtures/check-corpus.yaml');
const corpus = parsedManifests(file, readFileSync(file, 'utf8')).manifests.map(({ manifest }) => manifest);
const wrongValues = [null, 1, 'text', true, [], [null], {}, { name: null }];

test('no rule throws at whatever stands in a field', () => {
  for (const object of corpus) {
    const third = broken(object).filter((_, index) => index % 3 === 0);
    for (const { object: one } of third) expect(checkManifests([one])).toEqual(expect.any(Array));
    for (const value of wrongValues) {
      const spec = Object.fromEntries(Object.keys(object.spec ?? {}).map((name) => [name, value]));
      expect(checkManifests([{ ...object, spec }])).toEqual(expect.any(Array));
      const metadata = { ...object.metadata, labels: value, annotations: value } as unknown as Manifest['metadata'];
      expect(checkManifests([{ ...object, metadata }])).toEqual(expect.any(Array));
    }
  }
});
