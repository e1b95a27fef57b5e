/** The schemes of storages that KServe itself knows, each with the version that it came with. */
export const STORAGE_SCHEMES: Readonly<Record<string, string>> = {
  'gs://': '0.11',
  's3://': '0.11',
  'pvc://': '0.11',
  'file://': '0.11',
  'https://': '0.11',
  'http://': '0.11',
  'hdfs://': '0.11',
  'webhdfs://': '0.11',
  'oci://': '0.12',
  'hf://': '0.15',
  'oci+native://': '0.20',
};

/** The scheme of a URI with its slashes, such as `s3://`; nothing where there is none. */
export function schemeOf(uri: string): string | undefined {
  return /^([A-Za-z][\w+.-]*:\/\/)./.exec(uri)?.[1];
}
