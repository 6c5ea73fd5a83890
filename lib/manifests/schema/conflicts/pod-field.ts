import { nearName } from '../../../findings/near-name';
import { quoted } from '../../../findings/problem';
import { ConflictFault } from './exclusions';

const fields = [
  ...['metadata.name', 'metadata.namespace', 'metadata.uid', 'metadata.labels', 'metadata.annotations'],
  ...['spec.nodeName', 'spec.serviceAccountName', 'status.hostIP', 'status.hostIPs', 'status.podIP', 'status.podIPs'],
];
const entry = /^metadata\.(labels|annotations)\['[^']+'\]$/;

/** Returns the fault of a path that is no field which a pod can have in its variables or files. */
export function podFieldFault(fieldPath: string): ConflictFault | undefined {
  if (fields.includes(fieldPath) || entry.test(fieldPath)) return undefined;
  const want = 'must be a field that a pod knows of itself';
  return { at: 'fieldPath', want, got: quoted(fieldPath), write: `write ${meantField(fieldPath) ?? 'metadata.name'}` };
}

function meantField(fieldPath: string): string | undefined {
  const [, map, key] = /^metadata\.(labels|annotations)(?:\.|\[)["']?([^"'[\]]+)["']?\]?$/.exec(fieldPath) ?? [];
  if (map !== undefined && key !== undefined) return `metadata.${map}['${key}']`;
  return fields.find((each) => each.toLowerCase() === fieldPath.toLowerCase()) ?? nearName(fieldPath, fields);
}
