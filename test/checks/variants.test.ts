import { join } from 'node:path';
import { textOf } from '../../src/checks/finding';
import { check, readPair } from './support';
import { ADAPTERS } from './variants/adapters';
import { METRICS } from './variants/metrics';
import { MONITORS } from './variants/monitors';
import { OTHERS } from './variants/others';
import { PROMETHEUS_RULES } from './variants/prometheus-rules';
import { SERVICES } from './variants/services';

const VARIANTS = [...SERVICES, ...MONITORS, ...OTHERS, ...METRICS, ...ADAPTERS, ...PROMETHEUS_RULES];

/** Rules about other things may have more to say. */
const GROUPS = /^(wire|metric|monitor|adapter|prometheus-rule|cluster)\//;

test.each(VARIANTS.map((variant) => [variant.title, variant] as const))('%s', (_, { of, changes, profile, found }) => {
  let text = readPair(join(__dirname, 'examples', of), of).good;
  for (const [from, to] of changes) {
    expect(text).toContain(from);
    text = text.replace(from, () => to);
  }
  const all = check([{ name: 'stack.yaml', text }], profile);
  const told = all.filter(({ rule, severity }) => GROUPS.test(rule) || severity !== 'info');
  expect(told.map((finding) => `${finding.severity} [${finding.objects[0]}] ${textOf(finding)}`)).toEqual(found);
});
