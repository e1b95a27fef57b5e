import { type Mistake, mistake } from '../kubernetes/mistake';

/** An absolute http(s) URL without credentials: those go by reference to a Secret. */
export function checkUrl(prop: string, url: unknown): Mistake[] {
  const parsed = typeof url === 'string' && /^https?:\/\//.test(url) && URL.canParse(url) ? new URL(url) : undefined;
  if (parsed && parsed.username === '' && parsed.password === '') return [];
  const must = parsed ? 'must not hold credentials' : 'must be an absolute http(s) URL';
  const fix = parsed ? 'reference them through authentication' : 'write it like http://prometheus.monitoring.svc:9090';
  return [mistake('keda/server-address', prop, url, must, fix)];
}
