import { Rule } from '../rules/rule';
import { noAutoscaledReplicas } from '../rules/pods/no-autoscaled-replicas';
import { noBlockedPort } from '../rules/network/no-blocked-port';
import { noBlockingBudget } from '../rules/pods/no-blocking-budget';
import { noConflictingFields } from '../rules/objects/no-conflicting-fields';
import { noDanglingEnvReference } from '../rules/references/no-dangling-env-reference';
import { noDanglingReference } from '../rules/references/no-dangling-reference';
import { noDanglingSelector } from '../rules/references/no-dangling-selector';
import { noDanglingTarget } from '../rules/references/no-dangling-target';
import { noDanglingTargetPort } from '../rules/references/no-dangling-target-port';
import { noPatternPath } from '../rules/network/no-pattern-path';
import { noPlaintextSecret } from '../rules/secrets/no-plaintext-secret';
import { requireNamespace } from '../rules/objects/require-namespace';
import { requireRestrictedPods } from '../rules/pods/require-restricted-pods';
import { uniqueEnv } from '../rules/pods/unique-env';
import { uniqueObjects } from '../rules/objects/unique-objects';
import { uniqueRoutes } from '../rules/network/unique-routes';
import { validAmounts } from '../rules/objects/valid-amounts';
import { validContainers } from '../rules/pods/valid-containers';
import { validExtendedResources } from '../rules/pods/valid-extended-resources';
import { validFields } from '../rules/objects/valid-fields';
import { validLabelSelectors } from '../rules/objects/valid-label-selectors';
import { validLabels } from '../rules/objects/valid-labels';
import { validObjectNames } from '../rules/objects/valid-object-names';
import { validObjectSize } from '../rules/objects/valid-object-size';
import { validPods } from '../rules/pods/valid-pods';
import { validPorts } from '../rules/pods/valid-ports';
import { validRoutes } from '../rules/network/valid-routes';
import { validSchedules } from '../rules/pods/valid-schedules';
import { validSecretTypes } from '../rules/secrets/valid-secret-types';
import { validSelectors } from '../rules/references/valid-selectors';
import { validUnicode } from '../rules/objects/valid-unicode';

/** Every rule, in the order of the report. */
export const rules: readonly Rule[] = [
  uniqueObjects,
  requireNamespace,
  validFields,
  validAmounts,
  noConflictingFields,
  validObjectNames,
  validObjectSize,
  validUnicode,
  validLabels,
  validLabelSelectors,
  validPods,
  validContainers,
  validExtendedResources,
  validPorts,
  validSchedules,
  validRoutes,
  validSelectors,
  uniqueEnv,
  noDanglingEnvReference,
  noDanglingSelector,
  noDanglingTarget,
  noDanglingTargetPort,
  noDanglingReference,
  noBlockedPort,
  uniqueRoutes,
  noPatternPath,
  validSecretTypes,
  noAutoscaledReplicas,
  noBlockingBudget,
  requireRestrictedPods,
  noPlaintextSecret,
];
