import type { Plane } from '../plane';
import { PORTS } from '../ports';
import type { Running } from '../processes';
import { program } from '../tools';

/** Starts the API server's store. Nothing in it outlives the run, so it need not wait for the disk. */
export async function startEtcd({ run, network, processes, reach }: Plane): Promise<Running> {
  const client = `http://127.0.0.1:${PORTS.etcd}`;
  const peer = `http://127.0.0.1:${PORTS.etcdPeer}`;
  const etcd = processes.start('etcd', {
    namespace: network.control,
    command: [
      program('etcd', 'etcd'),
      `--data-dir=${run.path('etcd')}`,
      `--listen-client-urls=${client}`,
      `--advertise-client-urls=${client}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=default=${peer}`,
      '--unsafe-no-fsync',
      '--log-level=warn',
    ],
  });
  await etcd.ready(() => reach.isFine(PORTS.etcd, '/health'), { everyMilliseconds: 50 });
  return etcd;
}
