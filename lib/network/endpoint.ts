/** A port of pods that others connect to: what a NetworkPolicy, and a caller, must know of them. */
export interface Endpoint {
  /** The pods' namespace; undefined only in a chart without one, which is reported. */
  readonly namespace: string | undefined;
  /** The labels that select the pods. */
  readonly labels: Readonly<Record<string, string>>;
  /** The container port. */
  readonly port: number;
  /** The labels that a pod carries to be let in, where the pods' own policy asks for them. */
  readonly clientLabels?: Readonly<Record<string, string>>;
}
