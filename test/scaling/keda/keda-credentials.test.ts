import { KedaAuthentication, KedaAuthMode, KedaLlmScaler, KedaTrigger } from '../../../src';
import { newChart, newService, only, warningsOf } from '../../support/chart';

describe('credentials', () => {
  const secret = KedaAuthentication.reference('prometheus', KedaAuthMode.BEARER);
  const other = KedaAuthentication.reference('other', KedaAuthMode.BASIC);
  const query = { query: 'sum(queue)', threshold: 1 };
  const elsewhere = { ...query, serverAddress: 'http://other:9090' };

  test.each([
    ['go to the Prometheus of the cluster profile', query, 'prometheus'],
    ['do not go to another address', elsewhere, undefined],
    ['of a trigger go to its own address', { ...elsewhere, authentication: other }, 'other'],
  ])('%s', (_what, options, name) => {
    const chart = newChart();
    const triggers = [KedaTrigger.prometheus(options)];
    new KedaLlmScaler(chart, 'Keda', {
      target: newService(chart),
      maxReplicas: 2,
      metrics: [],
      triggers,
      authentication: secret,
    });
    const [trigger] = only(chart, 'ScaledObject').spec.triggers;
    expect(trigger.authenticationRef?.name).toBe(name);
    expect(trigger.metadata.authModes).toBe(name && { prometheus: 'bearer', other: 'basic' }[name]);
  });
});

test('a custom Prometheus trigger that takes an empty answer for a zero is warned of', () => {
  const chart = newChart();
  const metadata = { serverAddress: 'http://p:9090', query: 'sum(x)', threshold: '1' };
  const triggers = [KedaTrigger.custom({ type: 'prometheus', metadata })];
  new KedaLlmScaler(chart, 'Keda', { target: newService(chart), maxReplicas: 2, metrics: [], triggers });
  expect(warningsOf(chart)).toEqual([
    "[test/Keda] 'triggers[0]' takes an empty answer of Prometheus for a zero and then scales in; set ignoreNullValues to 'false', or use KedaTrigger.prometheus, which does (keda/trigger)",
  ]);
});

test('the clock cannot fail, so a scaler of nothing else has no fallback', () => {
  const chart = newChart();
  const metadata = { timezone: 'Etc/UTC', start: '0 8 * * *', end: '0 9 * * *', desiredReplicas: '2' };
  const triggers = [KedaTrigger.custom({ type: 'cron', metadata })];
  new KedaLlmScaler(chart, 'Keda', { target: newService(chart), maxReplicas: 2, metrics: [], triggers });
  expect(only(chart, 'ScaledObject').spec).not.toHaveProperty('fallback');
});
