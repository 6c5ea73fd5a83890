import { imageName, imageVersion } from '../../kubernetes/image';
import { field, KubernetesManifest, listField, textField } from '../../manifests/manifest';
import { currentGroup } from '../../manifests/object-identity';
import { podTemplate, podTemplatePath } from '../../manifests/pod-template';
import { Effect, Occurrence } from '../diff/effect';
import { findMongod } from '../mongo/mongod-release';
import { isDataKind } from '../workloads/workload-kinds';

/** A major release of a database, and the field that says it. */
interface Release {
  readonly path: readonly string[];
  readonly program: string;
  readonly major: number;
}

const postgres = 'PostgreSQL';
// By the last part of an image's repository.
const programs: Readonly<Record<string, string>> = {
  postgres,
  postgresql: postgres,
  postgis: postgres,
  mysql: 'MySQL',
  mariadb: 'MariaDB',
  elasticsearch: 'Elasticsearch',
  opensearch: 'OpenSearch',
};
const ofPostgres = /^(?:postgresql\.cnpg\.io|acid\.zalan\.do|postgres-operator\.crunchydata\.com|stackgres\.io)$/;
// Fields of custom resources, below `spec`.
const versions = ['version', 'postgresVersion', 'imageName', 'postgresql.version', 'postgres.version'];

/** A database gets a major release that does not start on the data that it has, as PostgreSQL does not on another's, and none on a later one's. */
export const changesDatabaseRelease: Effect = {
  id: 'changes-database-release',
  isDangerous: true,
  label: 'changes major release of a database',
  *find({ before, after }) {
    if (before === undefined || after === undefined || findMongod(after) !== undefined) return;
    const [was, is] = [before, after].map((each) => (isDataKind(each) ? ofResource(each) : ofContainers(each)));
    for (const { path, program, major } of is ?? []) {
      const earlier = was?.find((each) => each.program === program && each.path.join('.') === path.join('.'));
      if (earlier !== undefined && earlier.major !== major)
        yield* judged({ path, program, major }, earlier.major, isDataKind(after));
    }
  },
};

function* judged({ path, program, major }: Release, was: number, isOperated: boolean): Generator<Occurrence> {
  if (major < was)
    yield { path, message: `${program} ${major} does not start on data of ${was}; restore a backup into a new one` };
  else if (program === postgres)
    yield {
      path,
      message: isOperated
        ? `its operator upgrades the data from ${was} to ${major} while the database is stopped, or refuses`
        : `${program} ${major} does not start on data of ${was}; run pg_upgrade, or dump the data and restore it`,
    };
}

function ofResource(manifest: KubernetesManifest): Release[] {
  const program = ofPostgres.test(currentGroup(manifest)) ? postgres : manifest.kind;
  return versions.flatMap((name) => {
    const path = ['spec', ...name.split('.')];
    const value = field(manifest, ...path);
    const [, major] = /^v?(\d+)/.exec(String(name === 'imageName' ? imageVersion(value) : value)) ?? [];
    return major === undefined ? [] : [{ path, program, major: Number(major) }];
  });
}

/** The databases of pods that keep their data in claims. */
function ofContainers(manifest: KubernetesManifest): Release[] {
  const pod = field(podTemplate(manifest), 'spec');
  const isKept =
    listField(manifest, 'spec', 'volumeClaimTemplates').length > 0 ||
    listField(pod, 'volumes').some((volume) => field(volume, 'persistentVolumeClaim') !== undefined);
  if (!isKept) return [];
  return listField(pod, 'containers').flatMap((container) => {
    const image = textField(container, 'image') ?? '';
    const program = programs[imageName(image)];
    const [, major] = /^v?(\d+)/.exec(imageVersion(image) ?? '') ?? [];
    if (program === undefined || major === undefined || listField(container, 'volumeMounts').length === 0) return [];
    const path = [
      ...(podTemplatePath(manifest) ?? []),
      'spec',
      'containers',
      `[${textField(container, 'name') ?? ''}]`,
    ];
    return [{ path: [...path, 'image'], program, major: Number(major) }];
  });
}
