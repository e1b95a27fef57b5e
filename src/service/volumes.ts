import { Size } from 'cdk8s';
import type * as k8s from 'cdk8s-plus-29/lib/imports/k8s';
import { made } from '../kubernetes/kinds';
import { type Mistake, mistake } from '../kubernetes/mistake';
import { formatSize, kibibytesOf } from '../kubernetes/quantity';
import type { Wire } from '../kubernetes/wire';
import { Accelerator } from './accelerator';
import type { ModelFacts } from './model';
import type { LlmInferenceServiceProps } from './props';
import { Volume, type VolumeFacts } from './values';

/** What the volumes of a pod come from. */
export interface VolumeSources {
  /** What the user gave. */
  readonly props: Pick<LlmInferenceServiceProps, 'volumes' | 'sharedMemory' | 'accelerator'>;
  /** Where the model comes from, when a volume holds it. */
  readonly model: ModelFacts | undefined;
  /** What the engine itself needs. @default - nothing */
  readonly ofEngine?: readonly VolumeFacts[];
  /** Folder that the engine has to be able to write. */
  readonly writableFolder: string | undefined;
}

const SHARED_MEMORY_PATH = '/dev/shm';

/** The volumes of a pod, each once, and where they are mounted. */
export function mountedVolumes(sources: VolumeSources): {
  volumes?: Wire<k8s.Volume>[];
  mounts?: Wire<k8s.VolumeMount>[];
} {
  const mounted = allVolumes(sources);
  const volumes = new Map(mounted.map((facts) => [volumeName(facts), volume(facts)]));
  const shared = sharedMemory(sources.props);
  if (shared) volumes.set('shm', { name: 'shm', emptyDir: { medium: 'Memory', sizeLimit: formatSize(shared) } });
  const mounts = mounted.map((facts) => ({
    name: volumeName(facts),
    mountPath: facts.mountPath,
    subPath: facts.subPath,
    readOnly: facts.readOnly,
  }));
  const all = shared ? [...mounts, { name: 'shm', mountPath: SHARED_MEMORY_PATH }] : mounts;
  return all.length > 0 ? { volumes: [...volumes.values()], mounts: all } : {};
}

/** Paths are absolute and distinct; names are the cluster's business, their syntax is ours. */
export function checkVolumes(sources: VolumeSources): Mistake[] {
  const found: Mistake[] = [];
  const known = new Map<string, string>();
  const paths = new Set(sharedMemory(sources.props) ? [SHARED_MEMORY_PATH] : []);
  for (const facts of allVolumes(sources)) {
    const { name, mountPath, sizeLimit } = facts;
    const sizes = sizeLimit === undefined ? [] : checkSize('sizeLimit', sizeLimit);
    found.push(...sizes);
    if (typeof name !== 'string' || !/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(name))
      found.push(mistake('service/volumes', 'volumes', name, 'must be the name of an object', 'correct it'));
    else if (sizes.length === 0) {
      const made = JSON.stringify(volume(facts));
      if ((known.get(volumeName(facts)) ?? made) !== made)
        found.push(mistake('service/volumes', 'volumes', name, 'must not name two different volumes', 'rename one'));
      known.set(volumeName(facts), made);
    }
    if (
      typeof mountPath !== 'string' ||
      !mountPath.startsWith('/') ||
      mountPath === '/' ||
      mountPath.includes('..') ||
      mountPath.includes(':')
    )
      found.push(
        mistake(
          'service/volumes',
          'mountPath',
          mountPath,
          "must be an absolute path below '/' without '..' or ':'",
          'correct it',
        ),
      );
    else if (paths.has(mountPath))
      found.push(
        mistake('service/volumes', 'mountPath', mountPath, 'must be mounted once', 'mount one of them elsewhere'),
      );
    paths.add(mountPath);
  }
  return found;
}

/** What an amount is given as. */
export const SIZE = made(Size, 'Size.gibibytes(24)');

/** An amount that is one: a size can be made of any number, and what is below 1 KiB is written as nothing. */
export function checkSize(prop: string, size: Size): Mistake[] {
  const wrongKind = SIZE(prop, size);
  if (wrongKind.length > 0) return wrongKind;
  const kibibytes = kibibytesOf(size);
  if (Number.isFinite(kibibytes) && Math.round(kibibytes) > 0) return [];
  const must = kibibytes === Number.POSITIVE_INFINITY ? 'must be finite' : 'must be more than 0';
  return [mistake('service/resources', prop, size.asString(), must, 'give an amount')];
}

function allVolumes({ props, model, ofEngine = [], writableFolder }: VolumeSources): VolumeFacts[] {
  const own = (props.volumes ?? []).map((each) => Volume._facts(each));
  const ofModel: VolumeFacts[] =
    model?.from === 'claim'
      ? [{ kind: 'claim', name: model.claim, mountPath: model.mountPath, subPath: model.path, readOnly: true }]
      : [];
  // A cache that the user mounts there, say from a claim, takes the place of ours.
  const isOwn = [...own, ...ofEngine].some(({ mountPath }) => mountPath === writableFolder);
  const writable: VolumeFacts[] =
    writableFolder === undefined || isOwn ? [] : [{ kind: 'empty', name: 'cache', mountPath: writableFolder }];
  return [...ofModel, ...own, ...ofEngine, ...writable];
}

function sharedMemory({ sharedMemory: asked, accelerator }: VolumeSources['props']): Size | undefined {
  if (asked !== undefined) return asked;
  return accelerator && Accelerator._facts(accelerator).cards > 1 ? Size.gibibytes(2) : undefined;
}

const NAME_PREFIX = { claim: 'claim', secret: 'secret', 'config map': 'config', empty: 'empty' } as const;

/** A volume's name says what it is of; several mounts of one source are one volume. */
function volumeName({ kind, name }: VolumeFacts): string {
  return `${NAME_PREFIX[kind]}-${name.replaceAll('.', '-')}`.slice(0, 63).replace(/-+$/, '');
}

function volume(facts: VolumeFacts): Wire<k8s.Volume> {
  const name = volumeName(facts);
  switch (facts.kind) {
    case 'claim':
      return { name, persistentVolumeClaim: { claimName: facts.name } };
    case 'secret':
      return { name, secret: { secretName: facts.name } };
    case 'config map':
      return { name, configMap: { name: facts.name } };
    default:
      return { name, emptyDir: { sizeLimit: facts.sizeLimit && formatSize(facts.sizeLimit) } };
  }
}
