import { Rule } from './rule';
import { noAutoscaledReplicas } from '../rules/no-autoscaled-replicas';
import { noBlockedPort } from '../rules/no-blocked-port';
import { noBlockingBudget } from '../rules/no-blocking-budget';
import { noConflictingFields } from '../rules/no-conflicting-fields';
import { noDanglingEnvReference } from '../rules/no-dangling-env-reference';
import { noDanglingReference } from '../rules/no-dangling-reference';
import { noDanglingSelector } from '../rules/no-dangling-selector';
import { noDanglingTarget } from '../rules/no-dangling-target';
import { noDanglingTargetPort } from '../rules/no-dangling-target-port';
import { noPatternPath } from '../rules/no-pattern-path';
import { noPlaintextSecret } from '../rules/no-plaintext-secret';
import { requireNamespace } from '../rules/require-namespace';
import { requireRestrictedPods } from '../rules/require-restricted-pods';
import { uniqueEnv } from '../rules/unique-env';
import { uniqueObjects } from '../rules/unique-objects';
import { uniqueRoutes } from '../rules/unique-routes';
import { validAmounts } from '../rules/valid-amounts';
import { validContainers } from '../rules/valid-containers';
import { validExtendedResources } from '../rules/valid-extended-resources';
import { validFields } from '../rules/valid-fields';
import { validLabelSelectors } from '../rules/valid-label-selectors';
import { validLabels } from '../rules/valid-labels';
import { validObjectNames } from '../rules/valid-object-names';
import { validObjectSize } from '../rules/valid-object-size';
import { validPods } from '../rules/valid-pods';
import { validPorts } from '../rules/valid-ports';
import { validRoutes } from '../rules/valid-routes';
import { validSchedules } from '../rules/valid-schedules';
import { validSecretTypes } from '../rules/valid-secret-types';
import { validSelectors } from '../rules/valid-selectors';
import { validUnicode } from '../rules/valid-unicode';

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
