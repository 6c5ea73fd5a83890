import { Rule, RuleFault } from '../rule';
import { groupOf, KubernetesManifest, lastApplied, objectJson, textMapField } from '../../manifests/manifest';

const mostAnnotationBytes = 256 * 1024;
const mostDataBytes = 1024 * 1024;

/**
 * `kubectl apply` keeps the whole object in an annotation, and annotations have a limit; `kubectl apply --server-side`, Flux, and Argo
 * CD with ServerSideApply=true do not.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/annotations/
 */
export const validObjectSize: Rule = {
  id: 'valid-object-size',
  summary:
    'An object fits into the annotation in which kubectl apply keeps it (256 KiB), and the data of a ConfigMap into 1 MiB',
  why: 'kubectl apply fails; with `--server-side` there is no annotation',
  rechecks: true,
  *check(object) {
    const fault = dataFault(object) ?? appliedFault(object);
    if (fault !== undefined) yield fault;
  },
};

function dataFault(object: KubernetesManifest): RuleFault | undefined {
  const bytes = dataBytes(object);
  return bytes > mostDataBytes
    ? { path: ['data'], want: `must have at most ${mostDataBytes} bytes together`, got: bytes, write: 'split it' }
    : undefined;
}

function appliedFault(object: KubernetesManifest): RuleFault | undefined {
  const annotations = annotationsOf(object);
  const own = bytesOf(annotations.flat());
  // kubectl writes no other annotation than these and its own.
  if (own + lastApplied.length + objectJson(object).length * mostBytesOfUnit < mostAnnotationBytes) return undefined;
  const bytes = own + bytesOf([lastApplied, escaped(appliedJson(object, annotations))]);
  // Annotations that are too large by themselves are for valid-labels to report.
  return bytes > mostAnnotationBytes && own <= mostAnnotationBytes
    ? {
        want: `must have at most ${mostAnnotationBytes} bytes in its annotations and in the one that kubectl apply makes of the object`,
        got: bytes,
        write:
          'split it, or apply it with --server-side and say so in the annotation cdk8s-backend/ignore.valid-object-size',
      }
    : undefined;
}

/** The bytes of a ConfigMap's or a Secret's values. */
function dataBytes(object: KubernetesManifest): number {
  if (groupOf(object) !== '' || !['ConfigMap', 'Secret'].includes(object.kind)) return 0;
  const [plain, encoded] = object.kind === 'Secret' ? ['stringData', 'data'] : ['data', 'binaryData'];
  return bytesOf(textsOf(object, plain)) + bytesOf(textsOf(object, encoded), 'base64');
}

function textsOf(object: KubernetesManifest, part: string): string[] {
  return Object.values(textMapField(object, part)).filter((value) => typeof value === 'string');
}

function annotationsOf({ metadata }: KubernetesManifest): [string, string][] {
  return Object.entries(textMapField(metadata, 'annotations')).filter(
    ([key, value]) => key !== lastApplied && typeof value === 'string',
  );
}

/** The object in JSON with annotations, were there none, as kubectl writes it but for the escapes of Go. */
function appliedJson(object: KubernetesManifest, annotations: readonly [string, string][]): string {
  return JSON.stringify({ ...object, metadata: { ...object.metadata, annotations: Object.fromEntries(annotations) } });
}

// That of an escape such as `\\u003c`.
const mostBytesOfUnit = 6;

function escaped(json: string): string {
  const escape = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
  return `${json.replace(/[<>&\u2028\u2029]/g, escape)}\n`;
}

function bytesOf(texts: readonly string[], encoding: 'utf8' | 'base64' = 'utf8'): number {
  return texts.reduce((sum, text) => sum + Buffer.byteLength(text, encoding), 0);
}
