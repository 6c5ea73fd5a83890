import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { broken } from '../../e2e/fixtures/mutations';
import { checkManifests, noteIds } from '../../lib/checks/check-manifests';
import { rules } from '../../lib/checks/rules';
import { issueText } from '../../lib/findings/problem';
import { parsedManifests } from '../../lib/folders/parsed-manifests';
import { KubernetesManifest } from '../../lib/manifests/manifest';

const folder = join(__dirname, '../../e2e/fixtures/check-corpus');
const corpus = readdirSync(folder).flatMap((name) =>
  parsedManifests(name, readFileSync(join(folder, name), 'utf8')).manifests.map(({ manifest }) => manifest),
);
const wrongValues = [null, 1, 'text', true, [], [null], {}, { name: null }];
const named = corpus.map((object): [string, KubernetesManifest] => [`${object.kind} ${object.metadata.name}`, object]);

test.each(named)('knows which changes of %s are without a finding', (_, object) => {
  const unnoticed = broken([object]).filter(({ text }) => {
    const { manifests, findings } = parsedManifests('object.yaml', text);
    return findings.length === 0 && !manifests.some(({ manifest }) => hasNewFinding(object, manifest));
  });
  expect(unnoticed.map(({ change }) => change).join('\n')).toMatchSnapshot();
});

test.each(named)(
  'knows which values in the place of every field of %s, or of its labels, are without a finding',
  (_, object) => {
    const unnoticed = wrongValues.flatMap((value) => {
      const spec = Object.fromEntries(Object.keys(object.spec ?? {}).map((name) => [name, value]));
      const metadata = {
        ...object.metadata,
        labels: value,
        annotations: value,
      } as unknown as KubernetesManifest['metadata'];
      return Object.entries({ spec: { ...object, spec }, metadata: { ...object, metadata } })
        .filter(([, changed]) => !hasNewFinding(object, changed))
        .map(([part]) => `${part} of ${JSON.stringify(value)}`);
    });
    expect(unnoticed.join('\n')).toMatchSnapshot();
  },
);

/** Tells whether the changed object has a finding that the object does not have. */
function hasNewFinding(object: KubernetesManifest, changed: KubernetesManifest): boolean {
  const known = new Set(checkManifests([object], rules, noteIds).map(issueText));
  return checkManifests([changed], rules, noteIds).some((finding) => !known.has(issueText(finding)));
}
