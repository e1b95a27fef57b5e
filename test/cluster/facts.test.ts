import { Duration } from 'cdk8s';
import { ClusterProfile, type CustomClusterOptions } from '../../src';
import { atLeast } from '../../src/cluster/facts';
import { checkTimeZone } from '../../src/kubernetes/time-zone';
import { checkUrl } from '../../src/kubernetes/url';
import { errorsOf, newChart } from '../support/chart';

describe('a profile that cannot be', () => {
  const version = "must be a version like '1.35' or '0.20.0'; write it so (cluster/profile)";
  const url =
    'must be an absolute http(s) URL; write it like http://prometheus.monitoring.svc:9090 (keda/server-address)';
  const zone = "must be an IANA time zone; write it like 'Asia/Shanghai' or 'Etc/UTC' (cron/timezone)";

  test.each<[string, CustomClusterOptions, string[]]>([
    ['a version of one number', { kubernetesVersion: '1' }, [`'kubernetesVersion' ("1") ${version}`]],
    ['a version of words', { kserveVersion: 'latest' }, [`'kserveVersion' ("latest") ${version}`]],
    ['a version with a tail', { kedaVersion: '2.17.0-rc1' }, [`'kedaVersion' ("2.17.0-rc1") ${version}`]],
    ['a number as version', { kedaVersion: 2 as any }, [`'kedaVersion' (2) ${version}`]],
    ['a URL without scheme', { prometheusUrl: 'prometheus:9090' }, [`'prometheusUrl' ("prometheus:9090") ${url}`]],
    ['an empty URL', { prometheusUrl: '' }, [`'prometheusUrl' ("") ${url}`]],
    [
      'a URL with a password',
      { prometheusUrl: 'http://user:hunter2@prometheus:9090' },
      [
        "'prometheusUrl' (a secret, not shown) must not hold credentials; reference them through authentication (keda/server-address)",
      ],
    ],
    ['a time zone of a city', { controllerTimezone: 'Beijing' }, [`'controllerTimezone' ("Beijing") ${zone}`]],
    ['an offset as time zone', { controllerTimezone: '+08:00' }, [`'controllerTimezone' ("+08:00") ${zone}`]],
    [
      'half a second between scrapes',
      { scrapeInterval: Duration.millis(500) },
      [`'scrapeInterval' ("0.5 s") must be a whole number of seconds of at least 1 s; round it (value/seconds)`],
    ],
    [
      'a number as interval',
      { scrapeInterval: 15 as any },
      ["'scrapeInterval' (15) must be a Duration; write Duration.seconds(…) (value/seconds)"],
    ],
    [
      'a namespace in capitals',
      { monitoringNamespace: 'Monitoring' },
      [
        `'monitoringNamespace' ("Monitoring") must be a DNS label: lower-case letters, digits and '-', at most 63 characters; use the name of an existing namespace (name/syntax)`,
      ],
    ],
    [
      'a label that is no text',
      { monitorLabels: { prometheus: true as any } },
      ["'monitorLabels.prometheus' (true) must be a string; write it in quotes (label/syntax)"],
    ],
    [
      'two mistakes',
      { kubernetesVersion: '', prometheusUrl: 'ftp://p' },
      [`'kubernetesVersion' ("") ${version}`, `'prometheusUrl' ("ftp://p") ${url}`],
    ],
  ])('is reported under its scope: %s', (_what, options, texts) => {
    expect(errorsOf(newChart(ClusterProfile.custom(options)))).toEqual(texts.map((text) => `[test] ${text}`));
  });

  test('is reported where the release is no label', () => {
    const chart = newChart(ClusterProfile.kubePrometheusStack({ release: 'My Release' }));
    expect(errorsOf(chart)).toEqual([
      `[test] 'prometheusUrl' ("http://My Release-kube-prometheus-prometheus.monitoring.svc:9090") ${url}`,
      `[test] 'monitorLabels.release' ("My Release") must have at most 63 characters of [A-Za-z0-9._-] and begin and end with a letter or digit; shorten it, or use an annotation (label/syntax)`,
    ]);
  });
});

describe('the window of rates', () => {
  test.each([
    [1, '2m'],
    [15, '2m'],
    [30, '2m'],
    [31, '3m'],
    [60, '4m'],
    [120, '8m'],
  ])('of scrapes every %p s holds four of them: %s', (seconds, window) => {
    const chart = newChart(ClusterProfile.custom({ scrapeInterval: Duration.seconds(seconds) }));
    expect(ClusterProfile._facts(chart).rateWindow).toBe(window);
  });
});

describe('checkUrl', () => {
  test.each(['http://p', 'https://p:9090/a/b?c=d', 'http://[::1]:9090'])('takes %s', (url) => {
    expect(checkUrl('url', url)).toEqual([]);
  });

  test.each(['http://', '//p', 'HTTP//p', 'javascript:alert(1)', 'file:///etc/passwd', undefined, 5])(
    'refuses %p',
    (url) => {
      expect(checkUrl('url', url).map(({ text }) => text)).toEqual([
        expect.stringContaining('must be an absolute http(s) URL'),
      ]);
    },
  );

  test.each(['http://token@p', 'https://:p@p', 'http://user:p@p'])(
    'neither takes nor shows the credentials of %s',
    (url) => {
      expect(checkUrl('url', url).map(({ text }) => text)).toEqual([
        "'url' (a secret, not shown) must not hold credentials; reference them through authentication (keda/server-address)",
      ]);
    },
  );
});

describe('checkTimeZone', () => {
  test.each(['Asia/Shanghai', 'Etc/UTC', 'UTC', 'Europe/Berlin', 'America/Argentina/Buenos_Aires'])(
    'takes %s',
    (zone) => {
      expect(checkTimeZone('zone', zone)).toEqual([]);
    },
  );

  test.each(['', 'Beijing', '+08:00', '-08', 'Asia/Nowhere', 'Asia/Shanghai ', 8, null])('refuses %p', (zone) => {
    expect(checkTimeZone('zone', zone)).toHaveLength(1);
  });
});

describe('atLeast', () => {
  test.each([
    ['0.16', '0.16', true],
    ['v0.16.0', '0.16', true],
    ['0.15.2', '0.16', false],
    ['0.9', '0.16', false],
    ['1.0', '0.16', true],
  ])('%s is at least %s: %p', (version, least, expected) => {
    expect(atLeast(version, least)).toBe(expected);
  });
});
