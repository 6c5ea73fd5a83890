import {
  field,
  groupKind,
  KubernetesManifest,
  listField,
  objectName,
  referredName,
  textField,
} from '../manifests/manifest';
import { byReferredName } from '../manifests/object-identity';
import { podTemplate } from '../manifests/pod-template';
import { TopologyNode, TopologyPart } from './graph';

/** A volume with a claim that a workload has, in its pods or for each of them. */
export interface ClaimedVolume {
  readonly name: string;
  /** The specification of the claim; undefined for a claim that is not among the objects. */
  readonly claim: unknown;
  /** True if each pod has one of its own. */
  readonly isPerPod: boolean;
  /** True if it ends with its pod. */
  readonly isEphemeral: boolean;
  /** The claim, if it is an object. */
  readonly object?: KubernetesManifest;
}

/** Returns the claimed volumes of a workload: of its claim templates, of claims that its pods name, and of those that end with a pod. */
export function claimedVolumes(
  workload: KubernetesManifest,
  objects: readonly KubernetesManifest[],
): readonly ClaimedVolume[] {
  const templates =
    groupKind(workload) === 'apps/StatefulSet' ? listField(workload, 'spec', 'volumeClaimTemplates') : [];
  const volumes = listField(podTemplate(workload), 'spec', 'volumes');
  return [
    ...templates.map((template) => ({
      name: textField(template, 'metadata', 'name') ?? '',
      claim: field(template, 'spec'),
      isPerPod: true,
      isEphemeral: false,
    })),
    ...volumes.flatMap((volume): ClaimedVolume[] => {
      const ephemeral = field(volume, 'ephemeral', 'volumeClaimTemplate', 'spec');
      if (ephemeral !== undefined)
        return [{ name: textField(volume, 'name') ?? '', claim: ephemeral, isPerPod: true, isEphemeral: true }];
      const name = textField(volume, 'persistentVolumeClaim', 'claimName');
      if (name === undefined) return [];
      const named = referredName('PersistentVolumeClaim', workload.metadata.namespace, name);
      const object = byReferredName(objects, named).at(-1);
      return [{ name, claim: field(object, 'spec'), isPerPod: false, isEphemeral: false, object }];
    }),
  ];
}

/** Returns the size of a volume as its claim asks for it: `10Gi`; undefined if it is not known. */
export function volumeSize({ claim }: ClaimedVolume): string | undefined {
  const size = field(claim, 'resources', 'requests', 'storage');
  return typeof size === 'string' || typeof size === 'number' ? String(size) : undefined;
}

/** Returns the nodes of a workload's volumes, and the edges to them. `pods` is the number of volumes for each of its pods. */
export function volumesOf(
  workload: KubernetesManifest,
  pods: number | undefined,
  objects: readonly KubernetesManifest[],
): TopologyPart {
  const from = objectName(workload);
  const nodes = claimedVolumes(workload, objects).map((volume): TopologyNode => {
    const { namespace } = workload.metadata;
    const size = volumeSize(volume);
    const times = volume.isPerPod && !volume.isEphemeral && pods !== undefined && pods !== 1 ? `${pods} × ` : '';
    const className = textField(volume.claim, 'storageClassName');
    return {
      id: volume.isPerPod
        ? `volume ${from} ${volume.name}`
        : `PersistentVolumeClaim ${namespace === undefined ? '' : `${namespace}/`}${volume.name}`,
      role: 'volume',
      name: volume.name,
      type: volume.isPerPod ? 'volume of each pod' : 'PersistentVolumeClaim',
      namespace,
      facts: [
        ...(size === undefined ? [] : [`${times}${size}`]),
        ...(className === undefined || className === '' ? [] : [className]),
        ...(volume.isEphemeral ? ['ends with the pod'] : []),
        ...(volume.claim === undefined ? ['must exist'] : []),
      ],
      marks: [],
      objects: volume.object === undefined ? [] : [volume.object],
    };
  });
  return { nodes, edges: nodes.map(({ id }) => ({ from, to: id, kind: 'volume', labels: [] })) };
}
