import { secretSource } from '../../../lib/secrets/sources/secret-source';
import { issuesOf } from '../../props/issues-of';

const types = '"existing" or "external" or "generated" or "sealed" or "sops" or "csi" or "vault"';

test.each<[unknown, string]>([
  [{ type: 'magic' }, `it.type must be ${types}, got "magic"; write { type: "existing" }`],
  [{}, `it.type must be ${types}, got undefined; write { type: "existing" }`],
  [null, `it must be { type: ${types}, … }, got null; write { type: "existing" }`],
  [{ type: 'sealed', fiel: 'a' }, 'it.fiel is unknown; write "file"'],
])('refuses %j for a source', (source, issue) => {
  expect(issuesOf(secretSource, source)).toEqual([issue]);
});
