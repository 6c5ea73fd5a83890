import { KubernetesManifest } from '../../manifests/manifest';
import { CustomDefinition, CustomDefinitions, definitionsOf } from '../../manifests/definitions/custom-definitions';
import { customFaults, schemaReading } from '../../manifests/schema/schema-reading';
import { quoted } from '../../findings/problem';
import { Rule, RuleFault } from '../rule';

/** kubectl reads YAML 1.1, in which `yes` without quotes is no string. Of a kind without a definition at hand only the metadata are known. */
export const validFields: Rule = {
  id: 'valid-fields',
  summary:
    "Every field of Kubernetes' own kinds, and of those that are defined, is known, has its type, and is set if it is required",
  why: 'the API server refuses the object; without quotes, `8080`, `yes` and `on` are not strings',
  rechecks: true,
  *check(object, _, definitions) {
    yield* schemaReading(object).faults;
    yield* faultsByDefinition(object, definitions);
  },
};

/** Returns the faults of a custom resource by the definition that it fits best. */
function faultsByDefinition(object: KubernetesManifest, definitions: CustomDefinitions): readonly RuleFault[] {
  const [first = [], ...others] = definitionsOf(object, definitions).map((each) => faultsBy(each, object));
  return others.reduce((best, faults) => (faults.length < best.length ? faults : best), first);
}

function faultsBy({ group, served }: CustomDefinition, object: KubernetesManifest): readonly RuleFault[] {
  const version = object.apiVersion.slice(group.length + 1);
  const type = served.get(version);
  if (type !== undefined) return customFaults(object, type);
  if (served.has(version)) return [];
  const versions = [...served.keys()].map((each) => `${group}/${each}`);
  return [
    {
      path: ['apiVersion'],
      want: `must be a version of ${object.kind} that is served`,
      got: quoted(object.apiVersion),
      write: versions.length === 0 ? 'serve one in the definition' : `write ${versions.join(' or ')}`,
    },
  ];
}
