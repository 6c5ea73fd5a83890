import { FieldProblem } from './scalar-problem';
import { quoted } from '../../findings/problem';
import { field, Fields, listField } from '../manifest';

/** A problem of an item of a list, and its place in the object: the list's name and the item's index. */
export interface ItemFault extends FieldProblem {
  readonly at: readonly [list: string, index: number];
}

/** The fields of which no two items of a list have the same values, by the list that has them; none for a list of strings. */
const keys = byType(
  'Container.resizePolicy resourceName',
  'Container.volumeDevices name',
  'Container.volumeDevices devicePath',
  'CustomResourceDefinitionSpec.versions name',
  'ConfigMapProjection.items path',
  'CSIDriverSpec.tokenRequests audience',
  'DownwardAPIProjection.items path',
  'EndpointHints.forZones name',
  'EndpointSlice.ports name',
  'LimitRangeSpec.limits type',
  'MutatingWebhook.admissionReviewVersions',
  'MutatingWebhook.matchConditions name',
  'MutatingWebhookConfiguration.webhooks name',
  'PodFailurePolicyOnExitCodesRequirement.values',
  'PodSecurityContext.sysctls name',
  'PodSpec.schedulingGates name',
  'PodSpec.topologySpreadConstraints topologyKey whenUnsatisfiable',
  'Scheduling.tolerations key operator value effect tolerationSeconds',
  'SecretProjection.items path',
  'ServiceCIDRSpec.cidrs',
  'ServiceSpec.clusterIPs',
  'ServiceSpec.ipFamilies',
  'ServiceSpec.ports port protocol',
  'TopologySelectorLabelRequirement.values',
  'TopologySelectorTerm.matchLabelExpressions key',
  'ValidatingAdmissionPolicyBindingSpec.validationActions',
  'ValidatingAdmissionPolicySpec.auditAnnotations key',
  'ValidatingAdmissionPolicySpec.matchConditions name',
  'ValidatingWebhook.admissionReviewVersions',
  'ValidatingWebhook.matchConditions name',
  'ValidatingWebhookConfiguration.webhooks name',
);
const defaults: Readonly<Record<string, string>> = { protocol: 'TCP' };

/** Returns the faults of items that have the keys of an earlier one, in the lists of an object of a type. */
export function* repeatedItems(type: string, object: Fields): Generator<ItemFault> {
  for (const [list, fields] of keys.get(type) ?? []) {
    const seen = new Set<string>();
    for (const [index, item] of listField(object, list).entries()) {
      const values = fields.map((name) => field(item, name) || defaults[name]);
      const key = quoted(fields.length === 0 ? item : values);
      const of = fields.length === 0 ? '' : ` of ${fields.join(' and ')}`;
      const shown =
        fields.length === 0
          ? quoted(item)
          : values
              .filter((it) => it !== undefined)
              .map(quoted)
              .join(' and ');
      if (seen.has(key))
        yield { at: [list, index], want: `must be unique${of}`, got: `${shown} twice`, write: 'leave one out' };
      seen.add(key);
    }
  }
}

function byType(...lines: readonly string[]): Map<string, (readonly [list: string, fields: readonly string[]])[]> {
  const found = new Map<string, (readonly [string, readonly string[]])[]>();
  for (const line of lines) {
    const [place = '', ...fields] = line.split(' ');
    const [type = '', list = ''] = place.split('.');
    found.set(type, [...(found.get(type) ?? []), [list, fields]]);
  }
  return found;
}
