import { type Mistake, mistake, problem, warning } from '../kubernetes/mistake';
import { flagsWithSecrets } from '../kubernetes/secrets';
import { PodSecurity } from './pod-security';

type Fields = Readonly<Record<string, unknown>>;

/** Judges a pod as it was rendered, with what the user laid over it. */
export function checkPod(pod: Fields, security: PodSecurity): Mistake[] {
  const containers = [...listOf(pod.containers), ...listOf(pod.initContainers)];
  return [
    ...containers.flatMap(checkPorts),
    ...containers.flatMap(checkArgs),
    ...checkLevel(pod, containers, security),
    ...containers.flatMap((container) => checkRoot(pod, container)),
  ];
}

const PORT_NAME = /^(?=.*[a-z])(?!.*--)[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;
const LONGEST_PORT_NAME = 15;

/** A Service refers to ports by their names, so each of several needs one. */
function checkPorts(container: Fields): Mistake[] {
  const ports = listOf(container.ports);
  const title = `the container '${container.name}'`;
  const found = ports.flatMap(({ name }) =>
    name === undefined || (typeof name === 'string' && name.length <= LONGEST_PORT_NAME && PORT_NAME.test(name))
      ? []
      : [
          mistake(
            'service/ports',
            'ports.name',
            name,
            `must have at most ${LONGEST_PORT_NAME} characters of a–z, 0–9 and '-', a letter among them`,
            'rename the port',
          ),
        ],
  );
  const names = ports.map(({ name }) => name);
  if (ports.length > 1 && names.includes(undefined))
    found.push(problem('service/ports', `${title} has several ports, and one has no name`, 'name each of them'));
  return found;
}

function checkArgs(container: Fields): Mistake[] {
  const args = [container.command, container.args].flatMap((list) =>
    Array.isArray(list) ? list.map((each) => String(each)) : [],
  );
  const found = flagsWithSecrets(args).map((flag) =>
    problem(
      'value/secret',
      `the argument '${flag}' has its secret in the manifest`,
      `put it into a variable with EnvValue.fromSecret(…) and write '${flag}=$(NAME)'`,
    ),
  );
  if (args.some((arg) => /^--trust[-_]remote[-_]code(=true)?$/i.test(arg)))
    found.push(
      warning(
        'service/remote-code',
        "'--trust-remote-code' runs whatever code the repository of the model holds",
        'leave it out, or pin the revision of the model and silence this with a reason',
      ),
    );
  return found;
}

/** What even the level "baseline" forbids. */
function checkLevel(pod: Fields, containers: readonly Fields[], security: PodSecurity): Mistake[] {
  if (PodSecurity._choice(security).as === 'none') return [];
  const asked = [
    ...['hostNetwork', 'hostPID', 'hostIPC'].filter((field) => pod[field] === true),
    ...listOf(pod.volumes).flatMap(({ hostPath }) => (hostPath === undefined ? [] : ['hostPath'])),
    ...containers.flatMap((container) => [
      ...(contextOf(container).privileged === true ? ['privileged'] : []),
      ...addedCapabilities(container),
      ...listOf(container.ports).flatMap(({ hostPort }) => (hostPort === undefined ? [] : ['hostPort'])),
    ]),
  ];
  if (asked.length === 0) return [];
  return [
    problem(
      'service/security',
      `'podSpec' asks for ${[...new Set(asked)].join(', ')}, which no level of pod security but "privileged" allows`,
      'leave it out, or take the responsibility with PodSecurity.NONE',
    ),
  ];
}

function addedCapabilities(container: Fields): string[] {
  const { add } = fieldsOf(contextOf(container).capabilities);
  return Array.isArray(add) ? add.map(String).filter((name) => name !== 'NET_BIND_SERVICE') : [];
}

/** The kubelet refuses to start such a container. */
function checkRoot(pod: Fields, container: Fields): Mistake[] {
  const { runAsNonRoot, runAsUser } = { ...fieldsOf(pod.securityContext), ...contextOf(container) };
  if (runAsNonRoot !== true || runAsUser !== 0) return [];
  return [
    problem(
      'service/security',
      `the container '${container.name}' has runAsNonRoot and runs as user 0`,
      'give another user, or leave out one of them',
    ),
  ];
}

function contextOf({ securityContext }: Fields): Fields {
  return fieldsOf(securityContext);
}

function listOf(value: unknown): readonly Fields[] {
  return Array.isArray(value) ? value.map(fieldsOf) : [];
}

function fieldsOf(value: unknown): Fields {
  return value !== null && typeof value === 'object' ? (value as Fields) : {};
}
