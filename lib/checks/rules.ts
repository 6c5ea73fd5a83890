import { Rule } from './rule';
import { noDanglingEnvReference } from '../rules/no-dangling-env-reference';
import { noDanglingSelector } from '../rules/no-dangling-selector';
import { noPlaintextSecret } from '../rules/no-plaintext-secret';
import { requireNamespace } from '../rules/require-namespace';
import { uniqueEnv } from '../rules/unique-env';
import { uniqueObjects } from '../rules/unique-objects';
import { validObjectNames } from '../rules/valid-object-names';

/** Every rule, in the order of the report. */
export const rules: readonly Rule[] = [
  uniqueObjects,
  requireNamespace,
  validObjectNames,
  uniqueEnv,
  noDanglingEnvReference,
  noDanglingSelector,
  noPlaintextSecret,
];
