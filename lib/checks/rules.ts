import { Rule } from './rule';
import { noBlockedPort } from '../rules/no-blocked-port';
import { noDanglingEnvReference } from '../rules/no-dangling-env-reference';
import { noDanglingSelector } from '../rules/no-dangling-selector';
import { noDanglingTarget } from '../rules/no-dangling-target';
import { noPatternPath } from '../rules/no-pattern-path';
import { noPlaintextSecret } from '../rules/no-plaintext-secret';
import { requireNamespace } from '../rules/require-namespace';
import { requireRestrictedPods } from '../rules/require-restricted-pods';
import { uniqueEnv } from '../rules/unique-env';
import { uniqueObjects } from '../rules/unique-objects';
import { uniqueRoutes } from '../rules/unique-routes';
import { validContainers } from '../rules/valid-containers';
import { validLabels } from '../rules/valid-labels';
import { validObjectNames } from '../rules/valid-object-names';
import { validObjectSize } from '../rules/valid-object-size';
import { validPorts } from '../rules/valid-ports';
import { validSecretTypes } from '../rules/valid-secret-types';
import { validSelectors } from '../rules/valid-selectors';
import { validUnicode } from '../rules/valid-unicode';

/** Every rule, in the order of the report. */
export const rules: readonly Rule[] = [
  uniqueObjects,
  requireNamespace,
  validObjectNames,
  validObjectSize,
  validUnicode,
  validLabels,
  validContainers,
  validPorts,
  validSelectors,
  uniqueEnv,
  noDanglingEnvReference,
  noDanglingSelector,
  noDanglingTarget,
  noBlockedPort,
  uniqueRoutes,
  noPatternPath,
  validSecretTypes,
  requireRestrictedPods,
  noPlaintextSecret,
];
