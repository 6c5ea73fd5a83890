import { alb } from './alb';
import { applicationGateway } from './application-gateway';
import { nginx, otherController, traefik } from './cluster-controllers';
import { gke } from './gke';
import { IngressPlatform } from './ingress-platform';
import { DecidedIngress } from './ingress-props';

/** The platforms by the name that `ingress.platform` has. */
export const ingressPlatforms: Readonly<Record<string, IngressPlatform>> = {
  aws: alb,
  gke,
  aks: applicationGateway,
  nginx,
  traefik,
};

/** Returns the controller of an Ingress. */
export function platformOf({ platform }: Pick<DecidedIngress, 'platform'>): IngressPlatform {
  const known = platform !== undefined && Object.hasOwn(ingressPlatforms, platform);
  return (known ? ingressPlatforms[platform] : undefined) ?? otherController;
}
