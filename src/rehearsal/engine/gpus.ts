/** What the data sheet of a GPU says. */
export interface Gpu {
  /** What this table and reports call it, for example `A100-80GB`. */
  readonly name: string;
  /** What it is called in node labels, instance types and conversation; lower case, without what separates words. */
  readonly pattern: RegExp;
  /** Memory in GB of 10⁹ bytes, as it is sold. */
  readonly memoryGb: number;
  /** Memory bandwidth in GB/s. */
  readonly bandwidthGb: number;
  /** Dense 16-bit tensor operations, in 10¹² per second. */
  readonly teraflops: number;
  /** Whether it multiplies 8-bit floating point, twice as fast. */
  readonly hasFp8: boolean;
  /** Address of NVIDIA's page about it, or about its nearest relative. */
  readonly source: string;
}

const NVIDIA = 'https://www.nvidia.com/en-us/data-center';

/** Where several fit, the first: the more exact name stands before the shorter. */
export const GPUS: readonly Gpu[] = [
  gpu('A100-40GB', /a100.*40g|a100.*pcie.*40|^a10040/, 40, 1555, 312, false, 'a100'),
  gpu('A100-80GB', /a100|a800/, 80, 2039, 312, false, 'a100'),
  gpu('H100-NVL', /h100.*nvl/, 94, 3938, 835, true, 'h100'),
  gpu('H100-PCIe', /h100.*pcie/, 80, 2000, 756, true, 'h100'),
  gpu('H100', /h100|h800/, 80, 3350, 989, true, 'h100'),
  gpu('H200', /h200|gh200/, 141, 4800, 989, true, 'h200'),
  gpu('H20', /h20(?!0)/, 96, 4000, 148, true, 'h200'),
  gpu('B200', /b200/, 180, 8000, 2250, true, 'dgx-b200'),
  gpu('L40S', /l40s/, 48, 864, 362, true, 'l40s'),
  gpu('L40', /l40/, 48, 864, 181, true, 'l40'),
  gpu('L20', /l20/, 48, 864, 119, true, 'l40'),
  gpu('L4', /l4(?!\d)/, 24, 300, 121, true, 'l4'),
  gpu('A10G', /a10g/, 24, 600, 70, false, 'products/a10-gpu'),
  gpu('A10', /a10(?!\d)/, 24, 600, 125, false, 'products/a10-gpu'),
  gpu('A30', /a30/, 24, 933, 165, false, 'products/a30-gpu'),
  gpu('A40', /a40/, 48, 696, 150, false, 'a40'),
  gpu('V100-16GB', /v100.*16g/, 16, 900, 125, false, 'v100'),
  gpu('V100-32GB', /v100/, 32, 900, 125, false, 'v100'),
  gpu('T4', /t4(?!\d)/, 16, 320, 65, false, 'tesla-t4'),
  gpu('RTX-4090', /4090/, 24, 1008, 165, true, '../geforce/graphics-cards/40-series/rtx-4090'),
];

/** The GPU of a name such as `A100-80GB`, `NVIDIA-L40S` or `nvidia-tesla-v100`; nothing when it is none of these. */
export function findGpu(name: string): Gpu | undefined {
  const plain = name.toLowerCase().replace(/[\s_-]/g, '');
  return GPUS.find(({ pattern }) => pattern.test(plain));
}

function gpu(
  name: string,
  pattern: RegExp,
  memoryGb: number,
  bandwidthGb: number,
  teraflops: number,
  hasFp8: boolean,
  page: string,
): Gpu {
  return { name, pattern, memoryGb, bandwidthGb, teraflops, hasFp8, source: `${NVIDIA}/${page}/` };
}
