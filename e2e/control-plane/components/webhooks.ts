import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';
import type { Plane } from '../plane';
import { until } from '../wait';

interface Webhook {
  clientConfig: { service?: { path?: string }; url?: string; caBundle?: string };
}

interface Configuration {
  readonly kind: string;
  readonly webhooks?: readonly Webhook[];
}

/** Applies the webhook configurations of a manifest, unchanged but for where the webhooks are: here, at this port. */
export async function applyWebhooks({ kubectl, certificates }: Plane, file: string, port: number): Promise<void> {
  const documents = parseAllDocuments(readFileSync(file, 'utf8')).map((document) => document.toJS() as Configuration);
  const configurations = documents.filter((document) => document?.kind?.endsWith('WebhookConfiguration'));
  for (const webhook of configurations.flatMap(({ webhooks = [] }) => webhooks)) {
    webhook.clientConfig = {
      url: `https://127.0.0.1:${port}${webhook.clientConfig.service?.path ?? '/'}`,
      caBundle: certificates.bundle,
    };
  }
  await kubectl.apply(configurations, { isServerSide: true });
}

/** Waits until a webhook refuses an object that only it can find wrong: the API server learns of it with a delay. */
export async function untilRefused({ kubectl }: Plane, wrong: object): Promise<void> {
  await until('the webhook judges', async () => {
    const { refused } = await kubectl.tryApply(JSON.stringify(wrong), { isDryRun: true });
    if (!refused.some((line) => line.includes('admission webhook'))) throw new Error(refused.join('; ') || 'accepted');
    return true;
  });
}
