import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { CACHE } from './cache';
import { startEtcd } from './components/etcd';
import { startApiServer } from './components/kube-apiserver';
import type { KubeObject } from './kubectl';
import type { Plane } from './plane';
import { sh } from './shell';
import { builtOf } from './tools';

/** What an API server knows before any controller starts. */
export interface Ground {
  readonly namespaces: readonly string[];
  readonly crds: readonly KubeObject[];
}

/**
 * Starts etcd and the API server on a copy of a store in which the namespaces and kinds already are: to take in large
 * CRDs costs the API server more than all the rest of its start. The first start with this ground makes the store.
 */
export async function startServer(plane: Plane, ground: Ground): Promise<void> {
  const store = storeOf(ground);
  if (!existsSync(store)) await makeStore(plane, ground, store);
  copy(store, plane.run.path('etcd'));
  await startEtcd(plane);
  await startApiServer(plane);
  await plane.kubectl.api.untilServed(ground.crds);
}

/** A folder for the same objects in the same programs. */
function storeOf(ground: Ground): string {
  const key = createHash('sha256').update(JSON.stringify([builtOf('kubernetes'), builtOf('etcd'), ground]));
  return join(CACHE, 'stores', key.digest('hex').slice(0, 16));
}

async function makeStore(plane: Plane, { namespaces, crds }: Ground, store: string): Promise<void> {
  const { run, kubectl } = plane;
  const etcd = await startEtcd(plane);
  const apiServer = await startApiServer(plane);
  await kubectl.makeNamespaces(...namespaces);
  await kubectl.api.createCrds(crds);
  await kubectl.api.untilServed(crds);
  await apiServer.stop();
  // Asked to end, it leaves a folder that is whole.
  await etcd.stop('SIGTERM');
  mkdirSync(dirname(store), { recursive: true });
  copy(run.path('etcd'), `${store}.${run.id}`);
  rmSync(run.path('etcd'), { recursive: true });
  try {
    renameSync(`${store}.${run.id}`, store);
  } catch (error) {
    // A run beside this one has made the same.
    rmSync(`${store}.${run.id}`, { recursive: true });
    if (!existsSync(store)) throw error;
  }
}

/** With the holes of its files, which are most of their size. */
function copy(from: string, to: string): void {
  sh('cp', '--recursive', '--sparse=always', from, to);
}
