import { quantity } from '../../kubernetes/quantity';
import { exactQuantity } from '../../rules/quota/amounts';
import { EnvironmentPlan } from '../plan';
import { Totals } from '../totals';

/** Lines about the totals that differ: `all pods request cpu 500m → 1, memory 1Gi → 2Gi`, `all claims 10Gi → 20Gi`. */
export function totalsText(totals: EnvironmentPlan['totals']): string[] {
  if (totals === undefined) return [];
  const { before, after } = totals;
  const change = (resource: keyof Totals): string | undefined => {
    const [was, is] = [before, after].map((each) => amountText(resource, each[resource]));
    return was === is ? undefined : `${was} → ${is}`;
  };
  const [cpu, memory, storage] = [change('cpu'), change('memory'), change('storage')];
  const requests = [cpu && `cpu ${cpu}`, memory && `memory ${memory}`].filter((text) => text !== undefined);
  return [
    ...(requests.length === 0 ? [] : [`all pods request ${requests.join(', ')}`]),
    ...(storage === undefined ? [] : [`all claims ${storage}`]),
  ];
}

/** Returns an amount of a resource as a quantity: `500m`, `2Gi`. */
export function amountText(resource: keyof Totals, value: number): string {
  return resource === 'cpu' ? quantity(`${Math.round(value * 1000)}m`) : exactQuantity(value);
}
