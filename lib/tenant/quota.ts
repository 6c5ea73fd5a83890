import { Problem, quoted } from '../findings/problem';
import { amount, quantity } from '../kubernetes/quantity';
import { ContainerResources } from '../kubernetes/resources';
import { record } from '../props/record';
import { oneOf, string } from '../props/scalar';
import { named } from '../props/schema';
import { union } from '../props/union';

type Amounts = Readonly<Record<string, string>>;

/** The amounts that the pods of a namespace may use together: a size, or those of a ResourceQuota. */
export type TenantQuota = 's' | 'm' | 'l' | Amounts;

const amounts = record(string(), string({ check: quotaProblem }), { example: '{ pods: "50" }' });

/** The schema of a quota. */
export const tenantQuota = named<TenantQuota>(
  union([oneOf(['s', 'm', 'l']), amounts], { example: '"m" or { pods: "50" }' }),
);

/** The resources of a container that has none, in a namespace with a quota of a size, which refuses pods that state none. */
export const sizedDefaults: ContainerResources = {
  requests: { cpu: '50m', memory: '64Mi' },
  limits: { memory: '256Mi' },
};

const sizes = {
  s: sized('4', '8Gi', '16Gi', '30', '10'),
  m: sized('16', '32Gi', '64Gi', '100', '30'),
  l: sized('64', '128Gi', '256Gi', '300', '100'),
} as const;

/** Returns the amounts of a quota as a ResourceQuota has them. */
export function hardAmounts(quota: TenantQuota): Record<string, string> {
  const hard: Amounts = typeof quota === 'string' ? sizes[quota] : quota;
  return Object.fromEntries(Object.entries(hard).map(([what, most]) => [what, quantity(most)]));
}

function sized(cpu: string, memory: string, memoryLimit: string, pods: string, claims: string): Amounts {
  const requests = { 'requests.cpu': cpu, 'requests.memory': memory };
  return { ...requests, 'limits.memory': memoryLimit, pods, persistentvolumeclaims: claims };
}

function quotaProblem(most: string): Problem | undefined {
  if (amount(most) >= 0) return undefined;
  return { code: 'invalid-format', want: 'must be a quantity', got: quoted(most), write: 'write "10" or "4Gi"' };
}
