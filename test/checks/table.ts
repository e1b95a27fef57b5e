import { textOf } from '../../src/checks/finding';
import type { CheckProfile } from '../../src/checks/profile';
import { check } from './support';

/** Manifests, and what is found in them beside mere information; nothing where they are right. */
export interface Case {
  readonly title: string;
  readonly text: string;
  readonly profile?: CheckProfile;
  readonly findings: readonly string[];
}

/** Manifests in which these are found, each with how bad it is and the object. */
export function finds(title: string, text: string, ...findings: string[]): Case {
  return { title, text, findings };
}

/** The same in a cluster of which something is known. */
export function findsIn(profile: CheckProfile, title: string, text: string, ...findings: string[]): Case {
  return { title, text, profile, findings };
}

/** Tests each case: nothing else may be found. */
export function testCases(cases: readonly Case[]): void {
  test.each(cases.map((each) => [each.title, each] as const))('%s', (_, { text, profile, findings }) => {
    const found = check([{ name: 'stack.yaml', text }], profile).filter(({ severity }) => severity !== 'info');
    expect(found.map((finding) => `${finding.severity} [${finding.objects[0]}] ${textOf(finding)}`)).toEqual(findings);
  });
}
