import type { Balancing } from './balancing';

/** How requests find pods, and how long clients wait. */
export interface ClientOptions {
  /** @default - each request goes to any replica */
  readonly balancing?: Balancing;
  /** How many requests wait while there is no replica; the others are refused. @default - all of them */
  readonly gatewayQueue?: number;
  /** A client gives up when it has no token after this. @default - never */
  readonly patienceMs?: number;
  /** A request is ended after this. @default - never */
  readonly timeoutMs?: number;
  /** How often a client sends a request again that was refused, given up, ended or lost. @default 0 */
  readonly retries?: number;
  /** How long it waits before; users also wait so long before they ask something new. @default 1000 */
  readonly retryAfterMs?: number;
}
