import type { KubeObject } from '../kubectl';
import type { Plane } from '../plane';
import { until } from '../wait';

interface Webhook {
  clientConfig: { service?: { path?: string }; url?: string; caBundle?: string };
}

interface Configuration extends KubeObject {
  readonly webhooks?: readonly Webhook[];
}

/** Applies the webhook configurations among these, unchanged but for where the webhooks are: here, at this port. */
export async function applyWebhooks(
  { kubectl, certificates }: Plane,
  objects: readonly KubeObject[],
  port: number,
): Promise<void> {
  const configurations = objects.filter(({ kind }) => kind.endsWith('WebhookConfiguration')) as Configuration[];
  for (const webhook of configurations.flatMap(({ webhooks = [] }) => webhooks)) {
    webhook.clientConfig = {
      url: `https://127.0.0.1:${port}${webhook.clientConfig.service?.path ?? '/'}`,
      caBundle: certificates.bundle,
    };
  }
  await kubectl.api.apply(configurations);
}

/** Waits until a webhook refuses an object that only it can find wrong: the API server learns of it with a delay. */
export async function untilRefused({ kubectl }: Plane, wrong: object): Promise<void> {
  await until('the webhook judges', async () => {
    const said = await kubectl.api.apply([wrong], { isDryRun: true }).catch((error: Error) => error.message);
    if (!said?.includes('admission webhook')) throw new Error(said ?? 'accepted');
    return true;
  });
}
