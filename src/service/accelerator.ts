import type { Size } from 'cdk8s';
import { type Mistake, mistake } from '../kubernetes/mistake';
import { checkInteger } from '../kubernetes/numbers';
import { kibibytesOf } from '../kubernetes/quantity';
import { taken } from '../kubernetes/taken';

/** What a pod gets of an extended resource: request and limit are one number, since Kubernetes wants them equal. */
export interface AcceleratorFacts {
  /** Name of the extended resource. */
  readonly resource: string;
  /** How much of it. */
  readonly amount: number;
  /** Whole cards, as far as they are known: decides on shared memory. */
  readonly cards: number;
}

const KIBIBYTES_PER_GIBIBYTE = 1024 ** 2;

/** What computes: whole GPUs, a share of a GPU's memory, or any other extended resource. */
export class Accelerator {
  /** So many NVIDIA GPUs per pod (`nvidia.com/gpu`). */
  static gpus(count: number): Accelerator {
    return new Accelerator({ resource: 'nvidia.com/gpu', amount: count, cards: count });
  }

  /** A share of one GPU by its memory, in whole GiB (`aliyun.com/gpu-mem`); ACK's GPU sharing. */
  static gpuMemory(size: Size): Accelerator {
    const amount = kibibytesOf(taken(size)) / KIBIBYTES_PER_GIBIBYTE;
    return new Accelerator({ resource: 'aliyun.com/gpu-mem', amount, cards: 1 });
  }

  /** Any other extended resource, for example `amd.com/gpu` or `alibabacloud.com/ppu`. */
  static resource(name: string, count: number): Accelerator {
    return new Accelerator({ resource: name, amount: count, cards: count });
  }

  /** @internal */
  static _facts(accelerator: Accelerator): AcceleratorFacts {
    return accelerator.facts;
  }

  private constructor(private readonly facts: AcceleratorFacts) {}
}

const EXTENDED_RESOURCE = /^[a-z0-9]([-a-z0-9.]*[a-z0-9])?\/[A-Za-z0-9]([-A-Za-z0-9_.]*[A-Za-z0-9])?$/;

/** Extended resources are whole, and named with a domain. */
export function checkAccelerator(prop: string, { resource, amount }: AcceleratorFacts): Mistake[] {
  const counted = checkInteger(prop, amount, 1);
  if (EXTENDED_RESOURCE.test(String(resource))) return counted;
  return [
    ...counted,
    mistake(
      'service/resources',
      prop,
      resource,
      'must be the name of an extended resource',
      "write it like 'amd.com/gpu'",
    ),
  ];
}
