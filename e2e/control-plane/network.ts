import { writeFileSync } from 'node:fs';
import { namespaceFile, type Run } from './run';
import { sh } from './shell';

/** Where pods get their addresses from. */
export const POD_RANGE = '10.244.0.0/16';
/** Where Services get theirs from. */
export const SERVICE_RANGE = '10.96.0.0/16';
/** The address of every fake node. */
export const NODE_ADDRESS = '10.244.0.2';

const CONTROL_ADDRESS = '169.254.7.1';
const PODS_ADDRESS = '169.254.7.2';

/**
 * The network of a run: one namespace with the control plane and one in which every pod address answers. They are
 * linked to each other and to nothing else, so their addresses may be the same in every run.
 *
 * Two namespaces, because the process that plays the pods listens on all addresses of a port, and the components have
 * ports of their own.
 */
export class Network {
  readonly control: string;
  readonly pods: string;

  constructor(run: Run, hosts: Readonly<Record<string, string>>) {
    this.control = `llm-e2e-${run.id}-control`;
    this.pods = `llm-e2e-${run.id}-pods`;
    for (const namespace of [this.control, this.pods]) {
      run.noteNamespace(namespace);
      const lines = Object.entries({ localhost: '127.0.0.1', ...hosts }).map(([name, address]) => `${address} ${name}`);
      writeFileSync(namespaceFile(namespace, 'hosts'), `${lines.join('\n')}\n`);
      sh('ip', 'netns', 'add', namespace);
      this.ip(namespace, 'link set lo up');
    }
    this.ip(this.control, `link add pods type veth peer name control netns ${this.pods}`);
    this.ip(this.control, `address add ${CONTROL_ADDRESS}/30 dev pods`);
    this.ip(this.control, 'link set pods up');
    this.ip(this.pods, `address add ${PODS_ADDRESS}/30 dev control`);
    this.ip(this.pods, 'link set control up');

    this.ip(this.control, `route add ${POD_RANGE} via ${PODS_ADDRESS}`);
    this.ip(this.control, `route add local ${SERVICE_RANGE} dev lo`);
    // A local route to a whole range: the one process that listens answers for every address in it.
    this.ip(this.pods, `route add local ${POD_RANGE} dev lo`);
    this.ip(this.pods, `route add default via ${CONTROL_ADDRESS}`);
  }

  private ip(namespace: string, command: string): void {
    sh('ip', '-netns', namespace, ...command.split(' '));
  }
}
