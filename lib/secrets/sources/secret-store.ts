import type { ApiObject } from 'cdk8s';
import { Construct } from 'constructs';
import { cdk8s } from '../../../imports/cdk8s';
import { reportIssues } from '../../construct/reported-issues';
import { customObject } from '../../construct/api-object';
import { finishObjects } from '../../construct/overrides';
import { Findings, shown } from '../../findings/findings';
import { placed } from '../../construct/placed';
import { dnsSubdomainProblem } from '../../kubernetes/names';
import { advised, map, optional, Shapes, text } from '../../props/shape';
import { soundFields } from '../../props/sound-fields';

export interface SecretStoreProps {
  /** What holds the secrets. */
  readonly provider: StoreProvider;
  /**
   * The SecretStore's name.
   * @default - the construct's id
   */
  readonly name?: string;
}

/** A place that holds secrets, which is asked as a ServiceAccount of the namespace: there is no credential to write down. */
export type StoreProvider =
  | {
      readonly type: 'aws';
      readonly service: 'SecretsManager' | 'ParameterStore';
      readonly region: string;
      /** The ServiceAccount that IAM knows (IRSA). */
      readonly serviceAccount: string;
      /** @default - the ServiceAccount's own */
      readonly role?: string;
    }
  | {
      readonly type: 'vault';
      readonly server: string;
      /** Where the key-value engine is mounted, such as `secret`. */
      readonly path: string;
      /** The role of Vault's Kubernetes authentication. */
      readonly role: string;
      readonly serviceAccount: string;
      /** @default 'kubernetes' */
      readonly mountPath?: string;
      /** @default 'v2' */
      readonly version?: 'v1' | 'v2';
    }
  | {
      readonly type: 'gcp';
      readonly projectId: string;
      readonly clusterLocation: string;
      readonly clusterName: string;
      readonly serviceAccount: string;
    }
  | { readonly type: 'azure'; readonly vaultUrl: string; readonly serviceAccount: string };

const shapes: Shapes<SecretStoreProps> = {
  provider: advised(map, '{ type: "aws", service, region, serviceAccount }'),
  name: optional(text),
};

const fields = {
  aws: { required: ['service', 'region', 'serviceAccount'], optional: ['role'] },
  vault: { required: ['server', 'path', 'role', 'serviceAccount'], optional: ['mountPath', 'version'] },
  gcp: { required: ['projectId', 'clusterLocation', 'clusterName', 'serviceAccount'], optional: [] },
  azure: { required: ['vaultUrl', 'serviceAccount'], optional: [] },
} as const satisfies Record<StoreProvider['type'], unknown>;

/** The SecretStore of the External Secrets Operator that the chart's ExternalSecrets take their values from. */
export class SecretStore extends Construct {
  readonly name: string;
  readonly store: ApiObject;

  constructor(scope: Construct, id: string, given: SecretStoreProps) {
    super(...placed('SecretStore', scope, id));
    const findings = new Findings();
    reportIssues(this, findings);
    const props = soundFields(findings, shapes, given, { of: 'a SecretStore', write: '{ provider }' });
    this.name = props.name ?? id;
    findings.add('name', dnsSubdomainProblem(this.name));
    const { provider } = props;
    const isGood = provider !== undefined && checkProvider(findings, provider);
    this.store = customObject(this, 'store', {
      apiVersion: 'external-secrets.io/v1',
      kind: 'SecretStore',
      metadata: { name: this.name, namespace: cdk8s().Chart.of(this).namespace },
      spec: { provider: isGood ? providerSpec(provider) : {} },
    });
    finishObjects(this);
  }
}

function providerSpec(provider: StoreProvider): Record<string, unknown> {
  const serviceAccountRef = { name: provider.serviceAccount };
  switch (provider.type) {
    case 'aws': {
      const { service, region, role } = provider;
      return {
        aws: { service, region, ...(role === undefined ? {} : { role }), auth: { jwt: { serviceAccountRef } } },
      };
    }
    case 'vault': {
      const { server, path, version = 'v2', mountPath = 'kubernetes', role } = provider;
      return { vault: { server, path, version, auth: { kubernetes: { mountPath, role, serviceAccountRef } } } };
    }
    case 'gcp': {
      const { projectId, clusterLocation, clusterName } = provider;
      const workloadIdentity = { clusterLocation, clusterName, serviceAccountRef };
      return { gcpsm: { projectID: projectId, auth: { workloadIdentity } } };
    }
    case 'azure':
      return { azurekv: { authType: 'WorkloadIdentity', vaultUrl: provider.vaultUrl, serviceAccountRef } };
  }
}

/** From JavaScript anything may be given, a credential too: none is rendered, and no value is repeated. */
function checkProvider(findings: Findings, provider: Readonly<Record<string, unknown>>): boolean {
  const { type } = provider;
  if (type !== 'aws' && type !== 'vault' && type !== 'gcp' && type !== 'azure') {
    findings.add('provider.type', {
      code: 'invalid-value',
      want: 'must be "aws", "vault", "gcp" or "azure"',
      got: shown(type),
      write: 'write one of them',
    });
    return false;
  }
  const required: readonly string[] = fields[type].required;
  const known = ['type', ...required, ...fields[type].optional];
  const missing = required.filter((name) => typeof provider[name] !== 'string' || provider[name] === '');
  const unknown = Object.keys(provider).filter((name) => !known.includes(name));
  for (const name of missing)
    findings.add(`provider.${name}`, { code: 'missing-prop', want: 'must be a text', got: 'none', write: 'write it' });
  for (const name of unknown) {
    findings.add(`provider.${name}`, {
      code: 'conflict',
      want: 'must not be there: a store is asked as a ServiceAccount, without a credential',
      write: 'write serviceAccount alone',
    });
  }
  return missing.length === 0 && unknown.length === 0;
}
