import { Findings } from '../../findings/findings';
import { MountedVolume, readVolume, secretSource } from '../../pods/mounted-volume';
import { object } from '../../props/object';
import { Decided, named, optional, Props, PropsOf, Schema } from '../../props/schema';
import { refKey } from '../../secrets/given-secret';
import { SecretKey, SecretRef } from '../../secrets/secret-ref';
import { otherNamespaceProblem, plainSecretProblem } from '../../secrets/sources/secret-delivery';
import { ImportSettings } from '../agent/contract';
import { SetUser } from '../backup/backed-up-set';
import { authority, MongoCertificateSecret } from '../tls/tls';
import { credentials } from '../users/credentials';

// A Secret of cert-manager's has the authority's certificates too.
const clientCertificate: Schema<SecretRef<'tls.crt' | 'tls.key'> | MongoCertificateSecret> = credentials(
  'old-mongo-client',
  ['tls.crt', 'tls.key'],
);

const sourceTable = object({
  /**
   * The connection string with its credentials, as a key of a Secret: `mongodb://user:password@host/?authSource=admin`, or `mongodb+srv://…`.
   * Of a replica set, the user needs the role `backup` on `admin`.
   */
  uri: refKey,
  /**
   * The certificates by which the source is verified, as a key of a Secret; the connection then speaks TLS.
   * @default - those of the image, for a connection string that asks for TLS
   */
  caBundle: optional(authority),
  /**
   * The certificate of a client, and its key, for a source that demands one; the connection then speaks TLS. It only identifies the client: the
   * user is the one of the connection string.
   * @default - none
   */
  certificate: optional(clientCertificate),
});

/** A set or a server that is imported. */
export interface MongoImportSource extends PropsOf<typeof sourceTable>, Props {}

type DecidedSource = Decided<typeof sourceTable>;

/** The schema of a source. */
export const source = named<MongoImportSource, DecidedSource>(sourceTable);

/** A source for props that have none. */
export const noSource: DecidedSource = {
  uri: new SecretKey('none', 'uri'),
  caBundle: undefined,
  certificate: undefined,
};

const paths = { uri: '/etc/source', caBundle: '/etc/source-ca', certificate: '/etc/source-certificate' } as const;

/** Returns the volumes with the files of a source. */
export function sourceVolumes({ uri, caBundle, certificate }: DecidedSource): MountedVolume[] {
  const authority = caBundle && secretSource(caBundle.secretName, { 'ca.crt': caBundle.key });
  const client = certificate && secretSource(certificate.name, { 'tls.crt': 'tls.crt', 'tls.key': 'tls.key' });
  return [
    readVolume('source', paths.uri, secretSource(uri.secretName, { uri: uri.key })),
    ...(authority ? [readVolume('source-ca', paths.caBundle, authority)] : []),
    ...(client ? [readVolume('source-certificate', paths.certificate, client)] : []),
  ];
}

/** Returns the places of a source's files, for the program of the Job. */
export function sourceFiles({
  caBundle,
  certificate,
}: DecidedSource): Pick<ImportSettings, 'source' | 'sourceAuthority' | 'sourceCertificate'> {
  return {
    source: `${paths.uri}/uri`,
    ...(caBundle && { sourceAuthority: `${paths.caBundle}/ca.crt` }),
    ...(certificate && {
      sourceCertificate: { certificate: `${paths.certificate}/tls.crt`, key: `${paths.certificate}/tls.key` },
    }),
  };
}

/** Returns the Secrets of a source. */
export function sourceSecrets({ uri, caBundle, certificate }: DecidedSource): SetUser[] {
  const keys = [uri, ...(caBundle ? [caBundle] : [])];
  return [
    ...keys.map(({ secretName, statedType }) => ({ name: secretName, statedType })),
    ...(certificate ? [certificate] : []),
  ];
}

/** Reports Secrets of a source that the Job cannot mount. */
export function checkSource(findings: Findings, source: DecidedSource, namespace: string | undefined): void {
  for (const place of ['uri', 'caBundle', 'certificate'] as const) {
    const secret = source[place];
    if (secret === undefined) continue;
    findings.add(`source.${place}`, plainSecretProblem(secret.delivery));
    findings.add(`source.${place}`, otherNamespaceProblem(secret, 'import', namespace));
  }
}
