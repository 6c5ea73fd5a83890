import { quoted } from '../../findings/problem';
import { amount } from '../../kubernetes/quantity';
import { KubernetesManifest, listField, objectName, textField, textMapField } from '../../manifests/manifest';
import { RuleFault } from '../rule';

type Quantities = Readonly<Record<string, string | undefined>>;

/** The requests and limits of a container, a pod or a claim. */
export interface Resources {
  readonly requests: Quantities;
  /** The limits; claims have none. */
  readonly limits?: Quantities;
}

/** A resource outside of a bound. */
export interface LimitFault extends Pick<RuleFault, 'got' | 'write'> {
  /** The bound: `"1Gi" or less, the max of LimitRange shop/l`. */
  readonly bound: string;
  readonly of: 'requests' | 'limits';
  readonly resource: string;
}

/** Returns the faults of the resources of a container, a pod or a claim outside of what a LimitRange has for that type. */
export function* limitFaults(range: KubernetesManifest, type: string, resources: Resources): Generator<LimitFault> {
  for (const entry of listField(range, 'spec', 'limits')) {
    if (textField(entry, 'type') !== type) continue;
    for (const [resource, least] of Object.entries(textMapField(entry, 'min')))
      yield* leastFaults(resource, least, `the min of ${objectName(range)}`, resources);
    for (const [resource, most] of Object.entries(textMapField(entry, 'max')))
      yield* mostFaults(resource, most, `the max of ${objectName(range)}`, resources);
    for (const [resource, ratio] of Object.entries(textMapField(entry, 'maxLimitRequestRatio')))
      yield* ratioFaults(resource, ratio, `the maxLimitRequestRatio of ${objectName(range)}`, resources);
  }
}

function* leastFaults(
  resource: string,
  least: string,
  name: string,
  { requests, limits = {} }: Resources,
): Generator<LimitFault> {
  const bound = `${quoted(least)} or more, ${name}`;
  const write = `write ${quoted(least)} or more`;
  for (const [of, given] of [['requests', requests[resource]] as const, ['limits', limits[resource]] as const]) {
    const isMissing = given === undefined && of === 'requests';
    if (isMissing || numberOf(given) < numberOf(least)) {
      yield { of, resource, bound, got: isMissing ? 'none' : quoted(given), write };
      return;
    }
  }
}

function* mostFaults(
  resource: string,
  most: string,
  name: string,
  { requests, limits }: Resources,
): Generator<LimitFault> {
  const bound = `${quoted(most)} or less, ${name}`;
  const write = `write ${quoted(most)} or less`;
  // Of claims the requests are bounded, of all else the limits, and requests above them.
  const [of, given] =
    limits === undefined ? ['requests' as const, requests[resource]] : ['limits' as const, limits[resource]];
  if (given === undefined || numberOf(given) > numberOf(most))
    yield { of, resource, bound, got: given === undefined ? 'none' : quoted(given), write };
  else if (numberOf(requests[resource]) > numberOf(most))
    yield { of: 'requests', resource, bound, got: quoted(requests[resource]), write };
}

function* ratioFaults(
  resource: string,
  ratio: string,
  name: string,
  { requests, limits = {} }: Resources,
): Generator<LimitFault> {
  const [request, limit] = [requests[resource], limits[resource]];
  const isComparable = numberOf(request) > 0 && numberOf(limit) > 0;
  if (isComparable && !(numberOf(limit) > numberOf(request) * numberOf(ratio) * (1 + 1e-9))) return;
  yield {
    of: 'limits',
    resource,
    bound: `at most ${ratio} times the request, ${name}`,
    got: isComparable ? `${quoted(limit)} with a request of ${quoted(request)}` : 'no limit and request above 0',
    write: isComparable ? 'write a lower limit or a higher request' : 'write both',
  };
}

function numberOf(quantity: string | undefined): number {
  return quantity === undefined ? NaN : amount(quantity);
}
