import { adoption, Adoption } from '../../lib/adopt/adoption';
import { Chosen } from '../../lib/adopt/backend/reading';
import { Expression, isValues, Value } from '../../lib/adopt/program/expression';
import { manifestsOf } from '../../lib/folders/folder-manifests';
import { parsedManifests } from '../../lib/folders/parsed-manifests';
import { KubernetesManifest } from '../../lib/manifests/manifest';

/** The objects of a text of YAML. */
export function objectsOf(text: string): readonly KubernetesManifest[] {
  const { manifests, findings } = parsedManifests('source.yaml', text);
  expect(findings).toEqual([]);
  return manifestsOf(manifests);
}

/** The adoption of a text of YAML. */
export function adoptionOf(text: string, chosen: Chosen = new Map()): Adoption {
  return adoption('source.yaml', objectsOf(text), { chosen });
}

/** A Deployment `web` of the namespace `shop`, of one container, as YAML of these fields of the container, the pod and the spec. */
export function deploymentText(container: object, pod: object = {}, spec: object = {}, metadata: object = {}): string {
  return JSON.stringify({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop', ...metadata },
    spec: {
      replicas: 2,
      selector: { matchLabels: { app: 'web' } },
      ...spec,
      template: {
        metadata: { labels: { app: 'web' } },
        spec: { containers: [{ name: 'main', image: 'docker.io/demo/web:1.0.0', ...container }], ...pod },
      },
    },
  });
}

/** A Service `web` of the namespace `shop` in front of it, with these fields of its spec. */
export function serviceText(spec: object = {}, metadata: object = {}): string {
  const ports = [{ port: 80, targetPort: 8080 }];
  return JSON.stringify({
    apiVersion: 'v1',
    kind: 'Service',
    metadata: { name: 'web', namespace: 'shop', ...metadata },
    spec: { selector: { app: 'web' }, ports, ...spec },
  });
}

/** Another object of the namespace `shop`. */
export function objectText(apiVersion: string, kind: string, name: string, fields: object = {}): string {
  return JSON.stringify({ apiVersion, kind, metadata: { name, namespace: 'shop' }, ...fields });
}

/** The props of the only construct that takes the place of some objects, without the image, with expressions as their texts. */
export function adoptedProps(texts: readonly string[], chosen: Chosen = new Map()): unknown {
  const { adopted, kept } = adoptionOf(texts.join('\n---\n'), chosen);
  expect(kept).toEqual([]);
  expect(adopted).toHaveLength(1);
  const { image, ...props } = adopted[0]?.construct.props ?? {};
  expect(image).toBe('docker.io/demo/web:1.0.0');
  return shown(props);
}

function shown(value: Value): unknown {
  if (value instanceof Expression) return `= ${value.text}`;
  if (Array.isArray(value)) return (value as readonly Value[]).map(shown);
  if (!isValues(value)) return value;
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, shown(item)]));
}
