import { readFileSync } from 'node:fs';

/** The folder of this machine at which a CSI driver mounted the volume of a pod, whose node is this machine. */
export function volumeFolder(podUid: string): string {
  const folders = readFileSync('/proc/mounts', 'utf8')
    .split('\n')
    .map((line) => line.split(' ')[1] ?? '');
  const folder = folders.find((one) => one.includes(podUid) && one.includes('/kubernetes.io~csi/'));
  if (folder === undefined) throw new Error(`no volume of a CSI driver is mounted for the pod ${podUid}`);
  return folder;
}
