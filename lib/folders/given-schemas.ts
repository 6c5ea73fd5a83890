import { Finding } from '../findings/finding';
import { FindingsError } from '../findings/findings-error';
import { KubernetesManifest } from '../manifests/manifest';
import { folderManifests, manifestsOf } from './folder-manifests';

/** CustomResourceDefinitions, and the findings of the sources that were to have some. */
export interface GivenSchemas {
  readonly schemas: readonly KubernetesManifest[];
  readonly findings: readonly Finding[];
}

const kind = 'CustomResourceDefinition';

/** Returns the CustomResourceDefinitions in folders and below them, in files or in commits. What else is in them does not count. */
export function givenSchemas(sources: readonly string[]): GivenSchemas {
  const read = sources.map(schemasOf);
  return { schemas: read.flatMap(({ schemas }) => schemas), findings: read.flatMap(({ findings }) => findings) };
}

function schemasOf(path: string): GivenSchemas {
  try {
    const folders = folderManifests(path, { recursive: true, isChosen: (_, text) => text.includes(kind) });
    const schemas = folders.flatMap(({ manifests }) => manifestsOf(manifests)).filter((each) => each.kind === kind);
    const findings = folders.flatMap((folder) => folder.findings);
    if (schemas.length + findings.length > 0) return { schemas, findings };
    const write = 'write a folder with YAML or JSON files of some';
    return { schemas, findings: [{ path, code: 'cannot-read', want: `holds no ${kind}`, write }] };
  } catch (error) {
    if (!(error instanceof FindingsError)) throw error;
    return { schemas: [], findings: error.findings };
  }
}
