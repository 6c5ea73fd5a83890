import { imageParts, imageProblem } from '../../kubernetes/image';
import { dnsLabelProblem } from '../../kubernetes/names';
import { field, KubernetesManifest, listField, textField } from '../../manifests/manifest';
import { dataPorts, isDataImage } from '../../plan/workloads/data-images';
import { maps, podPath } from './reading';

/** Returns the reasons why no BackendService and no BackendWorker can take a Deployment's place, apart from what its props say. */
export function unfitness(deployment: KubernetesManifest): string[] {
  const pod = field(deployment, ...podPath);
  const initContainers = listField(pod, 'initContainers');
  const containers = [
    ...listField(pod, 'containers'),
    ...initContainers.filter((each) => field(each, 'restartPolicy') === 'Always'),
  ];
  const imagesOf = (list: readonly unknown[]): string[] => list.map((container) => textField(container, 'image') ?? '');
  const images = imagesOf(containers);
  const volumes = maps(field(pod, 'volumes'));
  const [data] = images.filter(isDataImage);
  const port = containers
    .flatMap((each) => maps(field(each, 'ports')))
    .find((each) => dataPorts.has(Number(each['containerPort'])));
  const hostFields = ['hostNetwork', 'hostPID', 'hostIPC'].filter((name) => field(pod, name) === true);
  const claim = volumes.find((volume) => field(volume, 'persistentVolumeClaim') !== undefined);
  const isRoot = [pod, ...containers].every((each) => field(each, 'securityContext', 'runAsUser') === undefined);
  return [
    ...(images.some(isMongo) ? [mongoReason] : []),
    ...(data === undefined ? [] : [`${imageParts(data).repository} keeps data or state of its own`]),
    ...(port === undefined
      ? []
      : [`it listens on ${String(port['containerPort'])}, the port of a database, a cache or a queue`]),
    ...(dnsLabelProblem(deployment.metadata.name) === undefined ? [] : ['its name is none that a Service can have']),
    ...(field(deployment, 'spec', 'selector', 'matchExpressions') === undefined
      ? []
      : ['its selector has matchExpressions']),
    ...hostFields.map((name) => `its pods have ${name}`),
    ...(volumes.some((volume) => field(volume, 'hostPath') !== undefined) ? ['its pods have files of the node'] : []),
    ...(claim === undefined || !isRoot ? [] : ['its files in a claim are of a user that it does not state']),
    ...(field(deployment, 'spec', 'paused') === true ? ['it is paused'] : []),
    ...[...new Set([...images, ...imagesOf(initContainers)])]
      .filter((image) => imageProblem(image) !== undefined)
      .map(imageReason),
  ];
}

/** The reason that a workload of MongoDB stays: another one would not have its data. */
export const mongoReason =
  'it has the data of MongoDB, which MongoImport copies into a MongoStatefulSet (docs/mongo-import.md)';

/** Tells whether an image runs mongod. */
export function isMongo(image: string): boolean {
  return /(?:^|[/-])mongo(?:db)?(?:-|$)/.test(imageParts(image).repository) && isDataImage(image);
}

function imageReason(image: string): string {
  const problem = imageProblem(image);
  return `its image ${JSON.stringify(image)} ${problem?.want ?? ''}`;
}
