import { Rule } from './rule';
import { noAutoscaledReplicas } from '../rules/no-autoscaled-replicas';
import { noBlockingBudget } from '../rules/no-blocking-budget';
import { noConflictingFields } from '../rules/no-conflicting-fields';
import { noDanglingEnvReference } from '../rules/no-dangling-env-reference';
import { noDanglingReference } from '../rules/no-dangling-reference';
import { noDanglingSelector } from '../rules/no-dangling-selector';
import { noDanglingTarget } from '../rules/no-dangling-target';
import { noDanglingTargetPort } from '../rules/no-dangling-target-port';
import { noPlaintextSecret } from '../rules/no-plaintext-secret';
import { requireNamespace } from '../rules/require-namespace';
import { requireRestrictedPods } from '../rules/require-restricted-pods';
import { uniqueEnv } from '../rules/unique-env';
import { uniqueObjects } from '../rules/unique-objects';
import { validContainers } from '../rules/valid-containers';
import { validExtendedResources } from '../rules/valid-extended-resources';
import { validFields } from '../rules/valid-fields';
import { validLabels } from '../rules/valid-labels';
import { validObjectNames } from '../rules/valid-object-names';
import { validPods } from '../rules/valid-pods';
import { validPorts } from '../rules/valid-ports';
import { validRoutes } from '../rules/valid-routes';
import { validSchedules } from '../rules/valid-schedules';
import { validSelectors } from '../rules/valid-selectors';

/** Every rule, in the order of the report. */
export const rules: readonly Rule[] = [
  uniqueObjects,
  requireNamespace,
  validFields,
  noConflictingFields,
  validObjectNames,
  validLabels,
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
  noAutoscaledReplicas,
  noBlockingBudget,
  requireRestrictedPods,
  noPlaintextSecret,
];
