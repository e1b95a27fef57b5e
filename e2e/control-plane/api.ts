import type { KubeObject } from './kubectl';
import { PORTS } from './ports';
import type { Answer, Call, Reach } from './reach';
import { pause, until } from './wait';

/** A kind as the API server serves it. */
interface Resource {
  /** `/api/v1` or `/apis/GROUP/VERSION`. */
  readonly root: string;
  readonly apiVersion: string;
  readonly group: string;
  readonly kind: string;
  readonly plural: string;
  readonly isNamespaced: boolean;
  /** What it may be called: plural, singular, short names. */
  readonly names: readonly string[];
}

interface CrdSpec {
  readonly group: string;
  readonly names: { readonly plural: string };
  readonly versions: readonly { readonly name: string; readonly served: boolean }[];
}

interface Discovered {
  readonly items: readonly {
    readonly metadata?: { readonly name?: string };
    readonly versions?: readonly {
      readonly version: string;
      readonly resources?: readonly {
        readonly resource: string;
        readonly singularResource?: string;
        readonly shortNames?: readonly string[];
        readonly responseKind?: { readonly kind: string };
        readonly scope: string;
      }[];
    }[];
  }[];
}

/** An object that came, changed or went. */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED';
  readonly object: KubeObject;
}

const AGGREGATED = { accept: 'application/json;g=apidiscovery.k8s.io;v=v2;as=APIGroupDiscoveryList' };
/** A watch may be silent for as long as nothing changes. */
const WATCH_MILLISECONDS = 3_600_000;

const PATCH = { 'content-type': 'application/apply-patch+yaml' };
/** Every field is ours, and what is not in the kind's schema is refused. */
const APPLY = 'fieldManager=e2e&force=true&fieldValidation=Strict';
const TOO_MANY_REQUESTS = 429;
const MOST_TRIES = 30;
const CRDS = '/apis/apiextensions.k8s.io/v1/customresourcedefinitions';

/**
 * The API server as the administrator, without a process for each call: values are read many times a second, and kubectl
 * would have it compute the schema of everything before the first apply.
 */
export class Api {
  private known: readonly Resource[] = [];

  constructor(private readonly reach: Reach) {}

  async list(kind: string, namespace?: string): Promise<KubeObject[]> {
    return (await this.listing(kind, namespace)).items;
  }

  /** The same with the version from which a watch goes on. */
  async listing(kind: string, namespace?: string): Promise<{ items: KubeObject[]; version: string }> {
    const resource = await this.resource(kind);
    const body = await this.get(pathOf(resource, namespace));
    if (body === undefined) throw new Error(`${kind}: the server does not serve it any more`);
    const { items, metadata } = JSON.parse(body) as { items: KubeObject[]; metadata: { resourceVersion: string } };
    // The items of a list do not say what they are.
    const { apiVersion, kind: named } = resource;
    return { items: items.map((item) => ({ ...item, apiVersion, kind: named })), version: metadata.resourceVersion };
  }

  async find<T extends KubeObject>(kind: string, name: string, namespace: string): Promise<T | undefined> {
    const body = await this.get(`${pathOf(await this.resource(kind), namespace)}/${name}`);
    return body === undefined ? undefined : (JSON.parse(body) as T);
  }

  /** Applies objects on the server's side, one after the other. */
  async apply(objects: readonly object[], { isDryRun = false } = {}): Promise<void> {
    for (const object of objects as readonly KubeObject[]) {
      const { apiVersion, kind, metadata } = object;
      const called = [kind, ...apiVersion.split('/').slice(0, -1)].join('.');
      // The kind may be so new that the discovery does not know it yet.
      const resource = await until(`the server knows ${called}`, () => this.search(called));
      const path = `${pathOf(resource, metadata.namespace ?? 'default')}/${metadata.name}?${APPLY}${isDryRun ? '&dryRun=All' : ''}`;
      const { status, body } = await this.call(path, { method: 'PATCH', headers: PATCH, body: JSON.stringify(object) });
      if (status >= 300) throw new Error(`${kind} ${metadata.name} is refused: ${messageOf(body)}`);
    }
  }

  /** Creates CRDs. */
  async createCrds(crds: readonly KubeObject[]): Promise<void> {
    const headers = { 'content-type': 'application/json' };
    for (const crd of crds) {
      const { status, body } = await this.call(CRDS, { method: 'POST', headers, body: JSON.stringify(crd) });
      if (status !== 201) throw new Error(`${crd.metadata.name} is refused: ${messageOf(body)}`);
    }
  }

  /** Waits until the kinds of CRDs are served. */
  async untilServed(crds: readonly KubeObject[]): Promise<void> {
    const served = crds
      .map((crd) => crd.spec as CrdSpec)
      .flatMap(({ group, names, versions }) =>
        versions
          .filter(({ served }) => served)
          .map(({ name }) => ({ path: `/apis/${group}/${name}`, plural: names.plural })),
      );
    for (const { path, plural } of served)
      await until(`${path}/${plural} is served`, async () => {
        // Small, unlike the CRD itself, which would be read again and again.
        const { resources = [] } = JSON.parse((await this.get(path)) ?? '{}') as { resources?: { name: string }[] };
        return resources.some(({ name }) => name === plural);
      });
  }

  /** Hands over what becomes of every object of a kind since a version, until the server ends the watch. */
  async watch(kind: string, version: string, onEvent: (event: WatchEvent) => void): Promise<void> {
    const path = `${pathOf(await this.resource(kind))}?watch=true&resourceVersion=${version}`;
    let rest = '';
    const call = { isSecure: true, timeoutMilliseconds: WATCH_MILLISECONDS };
    await this.reach.stream(PORTS.apiServer, path, call, (chunk) => {
      const lines = `${rest}${chunk}`.split('\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        const event = JSON.parse(line) as { type: string; object: KubeObject };
        if (['ADDED', 'MODIFIED', 'DELETED'].includes(event.type)) onEvent(event as WatchEvent);
      }
    });
  }

  /** The path of a kind, by any of its names; nothing where there is no such kind. */
  async path(kind: string): Promise<string | undefined> {
    const resource = await this.search(kind);
    return resource && pathOf(resource);
  }

  /** The kind by any of its names, as kubectl takes them: `hpa`, `deployments.apps`, `InferenceService`. */
  private async resource(called: string): Promise<Resource> {
    const found = await this.search(called);
    if (found === undefined) throw new Error(`the server has no kind ${called}`);
    return found;
  }

  private async search(called: string): Promise<Resource | undefined> {
    const [name, ...group] = called.toLowerCase().split('.');
    const isMeant = (each: Resource) => each.names.includes(name) && each.group.startsWith(group.join('.'));
    const found = this.known.find(isMeant);
    if (found) return found;
    this.known = [...(await this.discover('/api')), ...(await this.discover('/apis'))];
    return this.known.find(isMeant);
  }

  private async discover(root: string): Promise<Resource[]> {
    const { body } = await this.call(root, { headers: AGGREGATED });
    return (JSON.parse(body) as Discovered).items.flatMap(({ metadata, versions = [] }) => {
      const group = metadata?.name ?? '';
      return versions.flatMap(({ version, resources = [] }) =>
        resources.map((each) => ({
          root: `${root}${group && `/${group}`}/${version}`,
          apiVersion: `${group && `${group}/`}${version}`,
          group,
          kind: each.responseKind?.kind ?? '',
          plural: each.resource,
          isNamespaced: each.scope === 'Namespaced',
          names: [each.resource, each.singularResource ?? '', ...(each.shortNames ?? [])],
        })),
      );
    });
  }

  /** The body, or undefined for what is not there. */
  private async get(path: string): Promise<string | undefined> {
    const { status, body } = await this.call(path);
    if (status === 404) return undefined;
    if (status !== 200) throw new Error(`${path}: ${status} ${body}`);
    return body;
  }

  /** Asks again in a second where the server says so, as any client does: of a new kind the storage is made first. */
  private async call(path: string, call: Call = {}): Promise<Answer> {
    for (let tries = 1; ; tries += 1) {
      const answer = await this.reach.call(PORTS.apiServer, path, { ...call, isSecure: true });
      if (answer.status !== TOO_MANY_REQUESTS || tries === MOST_TRIES) return answer;
      await pause(1000);
    }
  }
}

function messageOf(body: string): string {
  try {
    return (JSON.parse(body) as { message: string }).message;
  } catch {
    return body;
  }
}

function pathOf({ root, plural, isNamespaced }: Resource, namespace?: string): string {
  return `${root}${isNamespaced && namespace !== undefined ? `/namespaces/${namespace}` : ''}/${plural}`;
}
