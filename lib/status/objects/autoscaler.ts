import { KubernetesManifest, textField } from '../../manifests/manifest';
import { conditionOf } from '../view/conditions';
import { Reading } from '../view/object-state';
import { describing, firstSentence, reason, trouble } from '../view/trouble';

// Until the first metrics of new pods are there.
const early = /no metrics returned|did not receive metrics|no recommendation/;
const noServer =
  /unable to fetch metrics|could not find the requested resource|no custom metrics API|no external metrics API/;

/** Reads a HorizontalPodAutoscaler: it must find what it scales, and metrics of it. */
export function autoscalerReading(autoscaler: KubernetesManifest): Reading {
  const [able, active] = ['AbleToScale', 'ScalingActive'].map((type) => conditionOf(autoscaler, type));
  const isFalse = (condition: unknown): boolean => textField(condition, 'status') === 'False';
  if (able === undefined) return { waits: [reason('its controller has not seen it yet')] };
  const wrong = [able, active].find(isFalse);
  // Its target is scaled to 0.
  if (wrong === undefined || textField(wrong, 'reason') === 'ScalingDisabled') return {};
  const message = textField(wrong, 'message') ?? '';
  const why = firstSentence(message.replace(/^the HPA (?:was|controller was) unable to [^:]*: /, ''));
  if (early.test(message)) return { waits: [reason(`has no metrics yet, ${why}`)] };
  const next = noServer.test(message) ? ['kubectl', 'get', 'apiservices'] : describing(autoscaler);
  return { troubles: [trouble('autoscaler', `does not scale, ${why}`, { next })] };
}
