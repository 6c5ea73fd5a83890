// Written by npm run update from the files of lib/rules.
import { Rule } from '../rules/rule';
import { noConflictingFields } from '../rules/objects/no-conflicting-fields';
import { requireNamespace } from '../rules/objects/require-namespace';
import { uniqueItems } from '../rules/objects/unique-items';
import { uniqueObjects } from '../rules/objects/unique-objects';
import { validAmounts } from '../rules/objects/valid-amounts';
import { validFields } from '../rules/objects/valid-fields';
import { validFormats } from '../rules/objects/valid-formats';
import { validKinds } from '../rules/objects/valid-kinds';
import { validLabelSelectors } from '../rules/objects/valid-label-selectors';
import { validLabels } from '../rules/objects/valid-labels';
import { validObjectNames } from '../rules/objects/valid-object-names';
import { validObjectSize } from '../rules/objects/valid-object-size';
import { validUnicode } from '../rules/objects/valid-unicode';
import { noAutoscaledReplicas } from '../rules/pods/no-autoscaled-replicas';
import { noBlockingBudget } from '../rules/pods/no-blocking-budget';
import { noIsolatedPods } from '../rules/pods/no-isolated-pods';
import { requireImageDigest } from '../rules/pods/require-image-digest';
import { requireRestrictedPods } from '../rules/pods/require-restricted-pods';
import { uniqueEnv } from '../rules/pods/unique-env';
import { validContainers } from '../rules/pods/valid-containers';
import { validExtendedResources } from '../rules/pods/valid-extended-resources';
import { validPods } from '../rules/pods/valid-pods';
import { validPorts } from '../rules/pods/valid-ports';
import { validSchedules } from '../rules/pods/valid-schedules';
import { noDanglingEnvReference } from '../rules/references/no-dangling-env-reference';
import { noDanglingMonitorPort } from '../rules/references/no-dangling-monitor-port';
import { noDanglingReference } from '../rules/references/no-dangling-reference';
import { noDanglingSelector } from '../rules/references/no-dangling-selector';
import { noDanglingTarget } from '../rules/references/no-dangling-target';
import { noDanglingTargetPort } from '../rules/references/no-dangling-target-port';
import { validSelectors } from '../rules/references/valid-selectors';
import { noBlockedPort } from '../rules/network/no-blocked-port';
import { noBlockedRoute } from '../rules/network/no-blocked-route';
import { noExternalIps } from '../rules/network/no-external-ips';
import { noOpenEgress } from '../rules/network/no-open-egress';
import { noPatternPath } from '../rules/network/no-pattern-path';
import { uniqueExternalHosts } from '../rules/network/unique-external-hosts';
import { uniqueNodePorts } from '../rules/network/unique-node-ports';
import { uniqueRoutes } from '../rules/network/unique-routes';
import { validRoutes } from '../rules/network/valid-routes';
import { noPlaintextSecret } from '../rules/secrets/no-plaintext-secret';
import { validSecretTypes } from '../rules/secrets/valid-secret-types';
import { noExceededLimitRange } from '../rules/quota/no-exceeded-limit-range';
import { noExceededQuota } from '../rules/quota/no-exceeded-quota';
import { noOversizedEmptyDir } from '../rules/quota/no-oversized-empty-dir';
import { validPodResources } from '../rules/quota/valid-pod-resources';

/** Every rule, in the order of the report. */
export const rules: readonly Rule[] = [
  noConflictingFields,
  requireNamespace,
  uniqueItems,
  uniqueObjects,
  validAmounts,
  validFields,
  validFormats,
  validKinds,
  validLabelSelectors,
  validLabels,
  validObjectNames,
  validObjectSize,
  validUnicode,
  noAutoscaledReplicas,
  noBlockingBudget,
  noIsolatedPods,
  requireImageDigest,
  requireRestrictedPods,
  uniqueEnv,
  validContainers,
  validExtendedResources,
  validPods,
  validPorts,
  validSchedules,
  noDanglingEnvReference,
  noDanglingMonitorPort,
  noDanglingReference,
  noDanglingSelector,
  noDanglingTarget,
  noDanglingTargetPort,
  validSelectors,
  noBlockedPort,
  noBlockedRoute,
  noExternalIps,
  noOpenEgress,
  noPatternPath,
  uniqueExternalHosts,
  uniqueNodePorts,
  uniqueRoutes,
  validRoutes,
  noPlaintextSecret,
  validSecretTypes,
  noExceededLimitRange,
  noExceededQuota,
  noOversizedEmptyDir,
  validPodResources,
];
