import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { customObject } from '../../construct/api-object';
import { chartNamespace } from '../../construct/chart-namespace';
import { finishObjects } from '../../construct/overrides';
import { placed } from '../../construct/placed';
import { reportIssues } from '../../construct/reported-issues';
import { Findings } from '../../findings/findings';
import { dnsSubdomainProblem } from '../../kubernetes/names';
import { object } from '../../props/object';
import { parseProps } from '../../props/props';
import { oneOf, string } from '../../props/scalar';
import { Decided, named, optional, Props, PropsOf, unshown } from '../../props/schema';
import { variant } from '../../props/variant';
import { word } from './declared-secret';

const aws = object({
  /** The type of the provider. */
  type: oneOf(['aws']),
  /** The service of AWS that has the secrets. */
  service: unshown(oneOf(['SecretsManager', 'ParameterStore'])),
  /** The region. */
  region: word,
  /** The ServiceAccount that IAM knows (IRSA). */
  serviceAccountName: word,
  /** The IAM role to assume. @default - the role of the ServiceAccount */
  role: optional(word),
});

const vault = object({
  /** The type of the provider. */
  type: oneOf(['vault']),
  /** The URL of the server. */
  server: word,
  /** The path at which the key-value engine is mounted, such as `secret`. */
  path: word,
  /** The role of Vault's Kubernetes authentication. */
  role: word,
  /** The ServiceAccount that the role is bound to. */
  serviceAccountName: word,
  /** The path at which the Kubernetes authentication is mounted. @default 'kubernetes' */
  mountPath: optional(word, 'kubernetes'),
  /** The version of the key-value engine. @default 'v2' */
  version: optional(unshown(oneOf(['v1', 'v2'])), 'v2'),
});

const gcpsm = object({
  /** The type of the provider. */
  type: oneOf(['gcpsm']),
  /** The project that has the secrets. */
  projectID: word,
  /** The cluster's location. */
  clusterLocation: word,
  /** The cluster's name. */
  clusterName: word,
  /** The ServiceAccount with a workload identity. */
  serviceAccountName: word,
});

const azurekv = object({
  /** The type of the provider. */
  type: oneOf(['azurekv']),
  /** The URL of the Key Vault. */
  vaultUrl: word,
  /** The ServiceAccount with a workload identity. */
  serviceAccountName: word,
});

const provider = variant('type', [aws, vault, gcpsm, azurekv], {
  example: '{ type: "aws", service, region, serviceAccountName }',
});

/** A place that holds secrets. It is read as a ServiceAccount of the namespace: there is no credential to write down. */
export type StoreProvider = PropsOf<typeof provider>;

type DecidedProvider = Decided<typeof provider>;

const table = object({
  /** The place that holds the secrets. */
  provider: unshown(named<StoreProvider, DecidedProvider>(provider)),
  /** The SecretStore's name. @default - the construct's id */
  name: optional(string()),
});

/** The props of a SecretStore. */
export interface SecretStoreProps extends PropsOf<typeof table>, Props {}

/** The SecretStore of the External Secrets Operator from which the chart's ExternalSecrets take their values. */
export class SecretStore extends Construct {
  /** The SecretStore's name. */
  readonly name: string;
  /** The SecretStore's namespace, which is the chart's. */
  readonly namespace: string | undefined;
  /** The SecretStore. */
  readonly store: ApiObject;

  constructor(scope: Construct, id: string, given: SecretStoreProps) {
    super(...placed('SecretStore', scope, id));
    const findings = new Findings();
    reportIssues(this, findings);
    const props = parseProps(findings, table, given, { of: 'a SecretStore', example: '{ provider }' });
    this.name = props.name ?? id;
    findings.add('name', dnsSubdomainProblem(this.name));
    this.namespace = chartNamespace(this);
    this.store = customObject(this, 'store', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: { name: this.name, namespace: this.namespace },
      spec: { provider: props.provider === undefined ? {} : providerSpec(props.provider) },
    });
    finishObjects(this);
  }
}

function providerSpec(given: DecidedProvider): Record<string, unknown> {
  const serviceAccountRef = { name: given.serviceAccountName };
  switch (given.type) {
    case 'aws': {
      const { service, region, role } = given;
      return {
        aws: { service, region, ...(role === undefined ? {} : { role }), auth: { jwt: { serviceAccountRef } } },
      };
    }
    case 'vault': {
      const { server, path, version, mountPath, role } = given;
      return { vault: { server, path, version, auth: { kubernetes: { mountPath, role, serviceAccountRef } } } };
    }
    case 'gcpsm': {
      const { projectID, clusterLocation, clusterName } = given;
      const workloadIdentity = { clusterLocation, clusterName, serviceAccountRef };
      return { gcpsm: { projectID, auth: { workloadIdentity } } };
    }
    case 'azurekv':
      return { azurekv: { authType: 'WorkloadIdentity', vaultUrl: given.vaultUrl, serviceAccountRef } };
  }
}
